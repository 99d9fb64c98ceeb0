/** What a file offers to those that import it. */
import type { Scope } from '../eval/scope';
import type { ModuleValue, Value } from '../eval/value';

/** What `from module import *` binds: `__all__`, else the names without an underscore before them. */
export function pythonNames({ variables }: Scope): readonly string[] {
  const all = variables.get('__all__');
  if (all?.kind === 'sequence' && !all.open)
    return all.items.flatMap((item) => (item.kind === 'string' ? [item.value] : []));
  return [...variables.keys()].filter((name) => !name.startsWith('_'));
}

const EXPORT = 'export ';
const STAR = 'export *';

/** A module of JavaScript: what `export` and `module.exports` left in its scope. */
export function exportsOf(name: string, { variables }: Scope): ModuleValue {
  const stars = (): ModuleValue[] =>
    [...variables].flatMap(([key, value]) => (key.startsWith(STAR) && value.kind === 'module' ? [value] : []));
  const seen = new Set<string>();
  const get = (member: string): Value | null => {
    const own = variables.get(EXPORT + member);
    if (own || member === 'default' || member === 'module.exports') return own ?? null;
    // Two files may export all of each other.
    if (seen.has(member)) return null;
    seen.add(member);
    try {
      return stars().reduce<Value | null>((found, star) => found ?? star.get(member), null);
    } finally {
      seen.delete(member);
    }
  };
  return {
    kind: 'module',
    name,
    get,
    get names() {
      return [...variables.keys()].flatMap((key) =>
        key.startsWith(EXPORT) && !key.startsWith(STAR) ? [key.slice(EXPORT.length)] : [],
      );
    },
  };
}
