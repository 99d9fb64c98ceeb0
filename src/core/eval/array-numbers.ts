/**
 * The numbers of short arrays that a program computes from numbers it writes (`np.linspace(0, rate, depth)`). They are kept
 * beside the array, by identity: whatever makes another array of it has no numbers until it says so.
 */
import type { ArrayValue, NumberValue } from './value';

/** Longer arrays are known by their shape only. */
export const MOST_NUMBERS = 1024;

/** Counts the changes in place: a view may be changed by another name, so one change makes all numbers doubtful. */
let changes = 0;
const numbers = new WeakMap<ArrayValue, { readonly values: readonly NumberValue[]; readonly at: number }>();

/** The array with its numbers, which stand along its only axis. */
export function withNumbers(array: ArrayValue, values: readonly NumberValue[]): ArrayValue {
  if (values.length <= MOST_NUMBERS) numbers.set(array, { values, at: changes });
  return array;
}

/** The numbers of an array; null where they are those of the running program. */
export function numbersOf(array: ArrayValue): readonly NumberValue[] | null {
  const known = numbers.get(array);
  return known && known.at === changes ? known.values : null;
}

/** Something wrote into an array. */
export function arrayChanged(): void {
  changes++;
}
