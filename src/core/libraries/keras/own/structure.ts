/** Tensors within tuples, lists and dictionaries: taken out in order, and others put in their places. */
import type { SequenceValue, Value } from '../../../eval/value';
import { inKeyOrder } from '../../common/tensors';

/** Values within values that are looked at in one structure; lists that hold a list twice can have any number. */
const MAX_PARTS = 10_000;

/** The tensors and arrays in a value, in the order of Keras: dictionaries by their keys in order. */
export function leavesOf(value: Value): readonly Value[] {
  const leaves: Value[] = [];
  let left = MAX_PARTS;
  const collect = (part: Value): void => {
    if (left-- <= 0) return;
    if (isLeaf(part)) leaves.push(part);
    else if (part.kind === 'sequence') part.items.forEach(collect);
    else if (part.kind === 'mapping') for (const entry of inKeyOrder(part)) collect(entry.value);
  };
  collect(value);
  return leaves;
}

function isLeaf({ kind }: Value): boolean {
  return kind === 'tensor' || kind === 'array' || kind === 'unknown';
}

/** The same structure with each leaf replaced. */
export function mapLeaves(value: Value, change: (leaf: Value) => Value): Value {
  let left = MAX_PARTS;
  const map = (part: Value): Value => {
    if (left-- <= 0) return part;
    if (isLeaf(part)) return change(part);
    if (part.kind === 'sequence') {
      const mapped: SequenceValue = { ...part, items: part.items.map(map), origin: null };
      return mapped;
    }
    if (part.kind !== 'mapping') return part;
    const mapped = new Map(inKeyOrder(part).map((entry) => [entry.key, map(entry.value)]));
    const entries = new Map([...part.entries].map(([name, { key }]) => [name, { key, value: mapped.get(key)! }]));
    return { ...part, origin: null, entries };
  };
  return map(value);
}

/** True if there is a tensor or an array in the value. */
export function hasLeaves(value: Value): boolean {
  return leavesOf(value).some(({ kind }) => kind !== 'unknown');
}
