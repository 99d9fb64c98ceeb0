/** Optimizers, losses, metrics and the like: named things with arguments that change no shape. */
import type { EvalContext } from '../../eval/context';
import {
  type BuiltinValue,
  builtin,
  type CallArgument,
  type CallArguments,
  type ObjectType,
  type ObjectValue,
  unknown,
  type Value,
} from '../../eval/value';
import type { NamedSetting, OutputLoss, SettingValue } from '../../graph/graph';
import type { Span } from '../../text/span';

const settingType: ObjectType = {
  // A loss or an initializer can be called; what comes out is a value of the running program.
  call: (object, _, site) => unknown(`${object.class} computes it`, site.span),
};

/** A class whose objects are settings; `positions` names its positional arguments. */
export function settingClass(path: string, positions: readonly string[]): BuiltinValue {
  return builtin(path, (args) => settingObject(path, args, positions));
}

export function settingObject(path: string, args: CallArguments, positions: readonly string[]): ObjectValue {
  const data = new Map<string, Value>();
  for (const [i, { value }] of args.positions.entries()) {
    const name = positions[i];
    if (name) data.set(name, value);
  }
  for (const [name, { value }] of args.names) data.set(name, value);
  return { kind: 'object', class: path, type: settingType, data };
}

/** The setting that a value names: a word, an object, a class or a function; null if it cannot be told. */
export function namedSetting(value: Value, span: Span, _context: EvalContext): NamedSetting | null {
  switch (value.kind) {
    case 'string':
      return { name: value.value, args: {}, unread: [], span };
    case 'builtin':
      return { name: value.name.split('.').at(-1)!, args: {}, unread: [], span };
    case 'object':
      return objectSetting(value, span);
    default:
      return null;
  }
}

/** An object with its args. */
export function objectSetting(object: ObjectValue, span: Span): NamedSetting {
  const args: Record<string, SettingValue> = {};
  const unread: string[] = [];
  const whole: string[] = [];
  for (const [name, value] of object.data) {
    const first = value.kind === 'sequence' ? value.items[0] : value;
    if (first?.kind === 'number' && !first.float) whole.push(name);
    const plain = plainArg(value, span);
    if (plain === undefined) unread.push(name);
    else args[name] = plain;
  }
  return { name: object.class.split('.').at(-1)!, args, unread, whole, span };
}

function plainArg(value: Value, span: Span): SettingValue | undefined {
  switch (value.kind) {
    case 'number':
    case 'string':
    case 'boolean':
      return value.value;
    case 'none':
      return null;
    case 'sequence': {
      const numbers = value.items.flatMap((item) => (item.kind === 'number' ? [item.value] : []));
      return value.open || numbers.length < value.items.length ? undefined : numbers;
    }
    case 'object':
      return value.type === settingType ? objectSetting(value, span) : undefined;
    default:
      return undefined;
  }
}

/** A setting per element of a list, or the one setting there is. */
export function namedSettings(value: Value, span: Span, context: EvalContext): readonly NamedSetting[] {
  const values = value.kind === 'sequence' ? value.items : value.kind === 'none' ? [] : [value];
  return values.flatMap((item) => namedSetting(item, span, context) ?? []);
}

/** The losses of the outputs: one for all, or one for each by order or by name; null where one of them is not known. */
export function outputLosses(
  { value, source, span: whole }: CallArgument,
  context: EvalContext,
): readonly OutputLoss[] | null {
  const span = source?.value.span ?? whole;
  const one = (key: string | null, each: Value): OutputLoss | null => {
    const setting = namedSetting(each, span, context);
    return setting && { key, setting };
  };
  const losses =
    value.kind === 'sequence' && !value.open
      ? value.items.map((item) => one(null, item))
      : value.kind === 'mapping' && !value.open
        ? [...value.entries.values()].map(({ key, value: each }) =>
            key.kind === 'string' ? one(key.value, each) : null,
          )
        : [one(null, value)];
  return losses.every((loss) => loss !== null) && losses.length > 0 ? losses : null;
}
