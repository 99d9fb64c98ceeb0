/** Modules of Python's own library written as tables. */
import { type BuiltinValue, builtin, type ModuleValue, type Value } from '../../eval/value';
import { opaque } from './define';

/** Functions by the last part of their full name. */
export function functionsOf(functions: readonly BuiltinValue[]): Readonly<Record<string, Value>> {
  return Object.fromEntries(functions.map((each) => [each.name.split('.').at(-1)!, each]));
}

/** `other` answers for the members that are not in the table. */
export function moduleOf(
  name: string,
  members: Readonly<Record<string, Value>>,
  other?: (member: string) => Value | null,
): ModuleValue {
  const table = new Map(Object.entries(members));
  return {
    kind: 'module',
    name,
    get: (member) => table.get(member) ?? other?.(member) ?? null,
    names: other ? null : [...table.keys()],
  };
}

/** A module whose functions can be called without harm and whose results are not known. */
export function opaqueModule(name: string, reason: string, members: Readonly<Record<string, Value>> = {}): ModuleValue {
  return moduleOf(name, members, (member) =>
    member.startsWith('__') ? null : opaqueMember(`${name}.${member}`, reason),
  );
}

/** A function, class or module, whichever it is used as. */
function opaqueMember(name: string, reason: string): BuiltinValue {
  return {
    ...builtin(name, opaque(name, reason).call),
    attribute: (member) => (member.startsWith('__') ? null : opaqueMember(`${name}.${member}`, reason)),
  };
}
