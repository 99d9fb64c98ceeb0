/** TensorFlow.js takes its arguments as one object: the entries of it become named arguments with their places. */
import { type CallArgument, type CallArguments, type MappingValue, none, unknown, type Value } from '../../eval/value';
import type { Argument, MappingExpr } from '../../lang/program';

/** The entries of the object at a position of the call, as named arguments. */
export function configArguments(args: CallArguments, at = 0): CallArguments {
  const given = args.positions[at];
  const value = given?.value ?? args.open ?? none;
  if (!given || value.kind !== 'mapping') {
    // A number or a text has none of the properties that are asked of it.
    const isEmpty =
      value.kind === 'none' || value.kind === 'number' || value.kind === 'string' || value.kind === 'boolean';
    const open =
      value.kind === 'unknown'
        ? value
        : isEmpty
          ? null
          : unknown('the arguments are not an object that is followed', given?.span ?? { start: 0, end: 0 });
    return { positions: [], names: new Map(), open: open ?? args.open };
  }
  const names = new Map<string, CallArgument>();
  const written = sources(value, given);
  for (const { key, value: entry } of value.entries.values()) {
    if (key.kind !== 'string') continue;
    const source = written.get(key.value) ?? null;
    const isWritten = source !== null && (given.source?.value === value.origin || isUnchanged(entry, source));
    names.set(key.value, {
      value: entry,
      source: isWritten ? source : null,
      span: isWritten ? source.span : given.span,
    });
  }
  return { positions: [], names, open: value.open ?? null };
}

/** The entries of an object literal by name, in the form of arguments. An entry before a spread may be overwritten by it. */
function sources(value: MappingValue, given: CallArgument): Map<string, Argument> {
  const expr: MappingExpr | null =
    value.origin?.kind === 'mapping'
      ? value.origin
      : given.source?.value.kind === 'mapping'
        ? given.source.value
        : null;
  const found = new Map<string, Argument>();
  for (const { key, value: entry, span } of expr?.entries ?? []) {
    if (key === null) found.clear();
    else if (key.kind === 'string')
      found.set(key.value, { value: entry, name: key.value, nameSpan: key.span, spread: null, span });
  }
  return found;
}

/** True if the value is still the one that the literal wrote. */
function isUnchanged(value: Value, source: Argument): boolean {
  return 'origin' in value && value.origin !== null && value.origin === source.value;
}
