/** Small questions about values that the evaluator and libraries share. */
import type { Span } from '../text/span';
import type { CallArguments, Value } from './value';

/** `a:b:c` as a value: what an index hook of a library or language receives. Parts that are left out are none. */
export function sliceValue(lower: Value, upper: Value, step: Value): Value {
  return {
    kind: 'object',
    class: 'slice',
    type: {},
    data: new Map([
      ['start', lower],
      ['stop', upper],
      ['step', step],
    ]),
  };
}

/** `...` in an index. */
export const ellipsis: Value = { kind: 'object', class: 'ellipsis', type: {}, data: new Map() };

/** Arguments by position that no text wrote. */
export function positional(values: readonly Value[], span: Span): CallArguments {
  return { positions: values.map((value) => ({ value, source: null, span })), names: new Map(), open: null };
}

/** A member of a class or of one of its bases. */
export function classMember(owner: Value, name: string): Value | null {
  if (owner.kind !== 'class') return null;
  const own = owner.members.get(name);
  if (own) return own;
  for (const base of owner.bases) {
    const inherited = classMember(base, name);
    if (inherited) return inherited;
  }
  return null;
}

/** What a value is, for reasons: `a list`, `the module numpy`. */
export function describe(value: Value): string {
  switch (value.kind) {
    case 'module':
      return `the module ${value.name}`;
    case 'builtin':
      return value.name;
    case 'object':
      return value.class;
    case 'sequence':
      return `a ${value.type}`;
    case 'mapping':
      return value.type === 'dict' ? 'a dictionary' : 'an object';
    case 'instance':
      return `an object of ${value.class.name}`;
    case 'class':
      return `the class ${value.name}`;
    case 'unknown':
      return 'an unknown value';
    default:
      return `a ${value.kind}`;
  }
}
