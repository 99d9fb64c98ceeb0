/** The types of Python as functions: `int(x)`, `list(x)`, `dict(x)`. */

import { openList } from '../../../eval/open-list';
import { unknownNumber } from '../../../eval/unknown-number';
import { sizeOfUnknown } from '../../../eval/unknown-size';
import {
  type BuiltinValue,
  boolean,
  list,
  type MappingValue,
  mappingKey,
  number,
  string,
  type UnknownValue,
  unknown,
  type Value,
} from '../../../eval/value';
import { because, type Call, define, elements, isUnknown } from '../define';
import { strOf } from '../text/repr';
import { dictBase } from './dict-base';

export const conversions: readonly BuiltinValue[] = [
  asNumber('int64', define('builtins.int', ['x', 'base'], toInt)),
  asNumber('float64', define('builtins.float', ['x'], toFloat)),
  define('builtins.str', ['object'], ([value], call) => {
    const text = value ? strOf(value) : '';
    return text === null
      ? (specialText(value!, '__str__', call) ?? because(call, 'the text of the value is not known'))
      : string(text);
  }),
  define('builtins.bool', ['x'], ([value], call) => {
    const truth = value ? call.context.truthy(value) : false;
    return truth === null ? because(call, 'the condition is not known') : boolean(truth);
  }),
  withAttributes(define('builtins.list', ['iterable'], ([value], call) => sequence('list', value, call))),
  withAttributes(define('builtins.tuple', ['iterable'], ([value], call) => sequence('tuple', value, call))),
  define('builtins.set', ['iterable'], ([value], call) => toSet(value, call)),
  define('builtins.frozenset', ['iterable'], ([value], call) => toSet(value, call)),
  {
    ...define('builtins.dict', ['mapping'], ([value], call) => toDict(value, call)),
    attribute: dictAttribute,
    base: dictBase,
  },
];

/** A function that gives a number also of what is not known; what is a size stays one. */
function asNumber(dtype: 'int64' | 'float64', type: BuiltinValue): BuiltinValue {
  return {
    ...type,
    call: (args, site, context) => {
      const result = type.call(args, site, context);
      return result.kind === 'unknown' && !sizeOfUnknown(result)
        ? unknownNumber(result.reason, result.span, dtype)
        : result;
    },
  };
}

function toInt([value, base]: readonly (Value | undefined)[], call: Call): Value {
  if (!value) return number(0);
  switch (value.kind) {
    case 'number': {
      const whole = Math.trunc(value.value);
      return Number.isSafeInteger(whole)
        ? number(whole === 0 ? 0 : whole)
        : because(call, 'the number is too large to be followed');
    }
    case 'boolean':
      return number(value.value ? 1 : 0);
    case 'symbolic':
      return value;
    case 'string': {
      const radix = base?.kind === 'number' ? base.value : 10;
      const digits = value.value.trim().replaceAll('_', '');
      const parsed =
        /^[+-]?[0-9a-z]+$/i.test(digits) && radix >= 2 && radix <= 36 ? Number.parseInt(digits, radix) : Number.NaN;
      const complete =
        Number.isSafeInteger(parsed) &&
        digits.replace(/^[+-]?0*(?=.)/, '').toLowerCase() === Math.abs(parsed).toString(radix);
      return complete ? number(parsed) : because(call, `'${value.value}' is not a whole number`);
    }
    default:
      return specialText(value, '__int__', call) ?? because(call, 'the number is not known');
  }
}

function toFloat([value]: readonly (Value | undefined)[], call: Call): Value {
  if (!value) return number(0, true);
  if (value.kind === 'number') return number(value.value, true);
  if (value.kind === 'boolean') return number(value.value ? 1 : 0, true);
  if (value.kind !== 'string') return because(call, 'the number is not known');
  const text = value.value.trim().toLowerCase().replaceAll('_', '');
  const infinite = /^([+-]?)inf(?:inity)?$/.exec(text);
  if (infinite) return number(infinite[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY, true);
  if (/^[+-]?nan$/.test(text)) return number(Number.NaN, true);
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/.test(text)
    ? number(Number(text), true)
    : because(call, `'${value.value}' is not a number`);
}

/** What a class of the program answers to the conversion; null where it has no such method. */
function specialText(value: Value, name: string, call: Call): Value | null {
  if (value.kind !== 'instance') return null;
  const method = call.context.attribute(value, name, call.span);
  return method.kind === 'method'
    ? call.context.call(method, { positions: [], names: new Map(), open: null }, { span: call.span, expr: null })
    : null;
}

function sequence(type: 'list' | 'tuple', value: Value | undefined, call: Call): Value {
  if (!value) return { ...list([]), type };
  if (value.kind === 'sequence' && value.type !== 'set')
    return { kind: 'sequence', type, items: value.items, origin: null, ...(value.open ? { open: value.open } : {}) };
  const items = elements(value, call);
  return isUnknown(items) ? { ...openList(items), type } : { kind: 'sequence', type, items, origin: null };
}

function toSet(value: Value | undefined, call: Call): Value {
  const items = value ? elements(value, call) : [];
  if (isUnknown(items)) return items;
  const unique = new Map<string, Value>();
  let open: UnknownValue | undefined;
  for (const item of items) {
    const key = mappingKey(item);
    if (key === null) open ??= because(call, 'an element of the set is not known');
    else if (!unique.has(key)) unique.set(key, item);
  }
  return { kind: 'sequence', type: 'set', items: [...unique.values()], origin: null, ...(open ? { open } : {}) };
}

export function toDict(value: Value | undefined, call: Call): Value {
  const entries = new Map<string, { key: Value; value: Value }>();
  let open: UnknownValue | undefined;
  if (value?.kind === 'mapping') {
    for (const [key, entry] of value.entries) entries.set(key, entry);
    open = value.open;
  } else if (value) {
    const pairs = elements(value, call);
    if (isUnknown(pairs)) open = pairs;
    else {
      for (const pair of pairs) {
        const [key, entry] = pair.kind === 'sequence' && !pair.open ? pair.items : [];
        const text = key ? mappingKey(key) : null;
        if (key && entry && text !== null) entries.set(text, { key, value: entry });
        else open ??= unknown('an entry of the dictionary is not known', call.span);
      }
    }
  }
  for (const [name, argument] of call.args.names)
    entries.set(`s:${name}`, { key: string(name), value: argument.value });
  return { kind: 'mapping', type: 'dict', entries, origin: null, ...(open ? { open } : {}) } satisfies MappingValue;
}

function dictAttribute(name: string): Value | null {
  if (name !== 'fromkeys') return null;
  return define('dict.fromkeys', ['iterable', 'value'], ([keys, value], call) => {
    const items = elements(keys, call);
    if (isUnknown(items)) return items;
    const pairs = items.map(
      (key): Value => ({ kind: 'sequence', type: 'tuple', items: [key, value ?? { kind: 'none' }], origin: null }),
    );
    return toDict(list(pairs), { ...call, args: { ...call.args, names: new Map() } });
  });
}

/** `list.append` and the like, read from the type. */
function withAttributes(type: BuiltinValue): BuiltinValue {
  return {
    ...type,
    attribute: (name) =>
      define(`${type.name.split('.')[1]}.${name}`, ['self'], ([self], call) => {
        if (!self) return because(call, 'an argument is missing');
        const method = call.context.attribute(self, name, call.span);
        return call.context.call(method, { ...call.args, positions: call.args.positions.slice(1) }, call.site);
      }),
  };
}
