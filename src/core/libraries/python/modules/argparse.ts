/**
 * The module argparse. What the user of a script writes behind its name is not known: an argument is a size by its name. Only
 * where the script itself hands over an empty list, as notebooks do, the defaults are taken.
 */
import { positional } from '../../../eval/helpers';
import { namedUnknown } from '../../../eval/unknown-size';
import {
  boolean,
  builtin,
  type CallArguments,
  list,
  none,
  type ObjectType,
  type ObjectValue,
  string,
  tuple,
  type Value,
} from '../../../eval/value';
import type { Span } from '../../../text/span';
import { argument } from '../../common/data-calls';
import { defineLenient, opaque } from '../define';
import { functionsOf, opaqueModule } from '../module';
import { namespaceClass, namespaceValue } from '../namespaces';

const REASON = 'it is an argument of the command line';

/** The defaults stand in `data` under the names of the attributes; an argument that must be given has none. */
const parser: ObjectType = {
  attribute: (object, name, _, context) => {
    const method = (call: (args: CallArguments, at: Span) => Value): Value =>
      builtin(`ArgumentParser.${name}`, (args, site) => call(args, site.span));
    switch (name) {
      case 'add_argument':
        return method((args, at) => {
          const added = addedArgument(args, at, (type, value) =>
            context.call(type, positional([value], at), { span: at, expr: null }),
          );
          if (added) context.journal.setEntry(defaultsOf(object), added.name, added.value);
          return none;
        });
      case 'set_defaults':
        return method((args) => {
          for (const [key, { value }] of args.names) context.journal.setEntry(defaultsOf(object), key, value);
          return none;
        });
      // Groups only order the help.
      case 'add_argument_group':
      case 'add_mutually_exclusive_group':
        return method(() => object);
      case 'parse_args':
      case 'parse_intermixed_args':
        return method((args, at) => parsed(object, args, at));
      case 'parse_known_args':
        return method((args, at) =>
          tuple([parsed(object, args, at), isEmptyList(args) ? list([]) : namedUnknown('argv', REASON, at)]),
        );
      default:
        return opaque(`ArgumentParser.${name}`, REASON);
    }
  },
};

function defaultsOf(object: ObjectValue): Map<string, Value> {
  return object.data as Map<string, Value>;
}

function isEmptyList(args: CallArguments): boolean {
  const given = argument(args, 0, 'args')?.value;
  return given?.kind === 'sequence' && !given.open && given.items.length === 0;
}

function parsed(object: ObjectValue, args: CallArguments, span: Span): Value {
  const named = (name: string): Value => namedUnknown(name, REASON, span);
  const isEmpty = isEmptyList(args);
  return namespaceValue(
    'Namespace',
    [...object.data].map(([name, value]) => [name, isEmpty && value.kind !== 'unknown' ? value : named(name)] as const),
    span,
  );
}

/** The attribute that an argument becomes, and its default; text becomes what `type` makes of it. */
function addedArgument(
  args: CallArguments,
  span: Span,
  convert: (type: Value, value: Value) => Value,
): { readonly name: string; readonly value: Value } | null {
  const flags = args.positions.flatMap(({ value }) => (value.kind === 'string' ? [value.value] : []));
  const given = args.names.get('dest')?.value;
  const flag = flags.find((each) => each.startsWith('--')) ?? flags[0];
  const name = given?.kind === 'string' ? given.value : flag?.replace(/^-+/, '').replaceAll('-', '_');
  if (!name) return null;
  const action = args.names.get('action')?.value;
  const word = action?.kind === 'string' ? action.value : 'store';
  if (word === 'help' || word === 'version') return null;
  const fallback = args.names.get('default')?.value;
  const type = args.names.get('type')?.value;
  if (fallback) return { name, value: fallback.kind === 'string' && type ? convert(type, fallback) : fallback };
  if (word === 'store_true' || word === 'store_false') return { name, value: boolean(word === 'store_false') };
  const required = args.names.get('required')?.value;
  const isOptional = flag?.startsWith('-') && !(required?.kind === 'boolean' && required.value);
  return { name, value: isOptional ? none : namedUnknown(name, REASON, span) };
}

export const argparse = opaqueModule('argparse', REASON, {
  ...functionsOf([
    defineLenient('argparse.ArgumentParser', [], () => ({
      kind: 'object',
      class: 'argparse.ArgumentParser',
      type: parser,
      data: new Map(),
    })),
  ]),
  Namespace: namespaceClass('argparse.Namespace'),
  SUPPRESS: string('==SUPPRESS=='),
});
