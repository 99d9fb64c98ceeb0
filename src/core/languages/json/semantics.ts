/** JSON computes nothing: its values are data, and what its programs do is asked of libraries. */
import { unknown, type Value } from '../../eval/value';
import type { Semantics } from '../../lang/semantics';

const reason = 'JSON has no operation for it';

export const jsonSemantics: Semantics = {
  name: 'json',
  truthy: (value) => (value.kind === 'boolean' ? value.value : value.kind === 'none' ? false : null),
  binary: (_operator, _left, _right, span) => unknown(reason, span),
  unary: (_operator, _operand, span) => unknown(reason, span),
  /** Outputs of a layer with several of them: by number in a list, by name in a dictionary. */
  index: (object, at, span) => element(object, at) ?? unknown(reason, span),
  attribute: () => null,
  builtin: () => null,
  text: (value) => (value.kind === 'string' ? value.value : value.kind === 'number' ? String(value.value) : null),
  listsOperations: true,
  strictUnpacking: true,
  blockScopes: false,
};

/** A file counts the outputs of a layer through the lists in which some of them stand. */
function leaves(value: Value): readonly Value[] {
  return value.kind === 'sequence' ? value.items.flatMap(leaves) : [value];
}

function element(object: Value, at: Value): Value | null {
  if (object.kind === 'sequence' && at.kind === 'number') return leaves(object)[at.value] ?? null;
  if (object.kind === 'mapping' && at.kind === 'string') return object.entries.get(`s:${at.value}`)?.value ?? null;
  return null;
}
