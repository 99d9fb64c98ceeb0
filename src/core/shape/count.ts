/** Numbers of elements, parameters and operations, exact at any size. */
import type { Dim } from './dim';
import { Symbolic } from './symbolic';

/** A whole number: a `bigint` beyond 2^53, an expression, or `null` where a factor is not known. */
export type Count = number | bigint | Symbolic | null;

export function addCounts(a: Count, b: Count): Count {
  if (a === null || b === null) return null;
  if (a instanceof Symbolic || b instanceof Symbolic) return Symbolic.sum(symbolicPart(a), symbolicPart(b));
  return exact(a, b, typeof a === 'number' && typeof b === 'number' ? a + b : Number.NaN, (x, y) => x + y);
}

export function multiplyCounts(a: Count, b: Count): Count {
  if (a === 0 || b === 0) return 0;
  if (a === null || b === null) return null;
  if (a instanceof Symbolic || b instanceof Symbolic) return Symbolic.product(symbolicPart(a), symbolicPart(b));
  return exact(a, b, typeof a === 'number' && typeof b === 'number' ? a * b : Number.NaN, (x, y) => x * y);
}

/** `null` if any axis is unknown: a product with a hole in it must not look exact. The empty shape has one element. */
export function elementCount(shape: readonly Dim[]): Count {
  let product: Count = 1;
  for (const dim of shape) product = multiplyCounts(product, dim);
  return product;
}

export function sumCounts(counts: Iterable<Count>): Count {
  let sum: Count = 0;
  for (const count of counts) sum = addCounts(sum, count);
  return sum;
}

/** With thousands separated by commas; `?` for what is not known. */
export function formatCount(count: Count): string {
  if (count === null) return '?';
  return count instanceof Symbolic ? count.toString() : count.toString().replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 output`, `2 outputs`. */
export function counted(count: Count, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

function symbolicPart(count: number | bigint | Symbolic): number | Symbolic {
  return typeof count === 'bigint' ? Number(count) : count;
}

function exact(a: number | bigint, b: number | bigint, plain: number, big: (x: bigint, y: bigint) => bigint): Count {
  if (Number.isSafeInteger(plain)) return plain;
  if (!isWhole(a) || !isWhole(b)) return null;
  const result = big(BigInt(a), BigInt(b));
  return result <= BigInt(Number.MAX_SAFE_INTEGER) && result >= BigInt(Number.MIN_SAFE_INTEGER)
    ? Number(result)
    : result;
}

function isWhole(value: number | bigint): boolean {
  return typeof value === 'bigint' || Number.isInteger(value);
}
