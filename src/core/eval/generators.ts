/** What a call of a generator function gives: a list of what it yields in the turns that were followed, marked as such. */
import { list, type SequenceValue, type Value } from './value';

const generated = new WeakSet<SequenceValue>();

export function generatedList(items: readonly Value[]): SequenceValue {
  const made = list(items);
  generated.add(made);
  return made;
}

/** What a generator of the program yields; null for other values. */
export function yieldedBy(value: Value | undefined): readonly Value[] | null {
  return value?.kind === 'sequence' && generated.has(value) ? value.items : null;
}
