/** Words that the messages of several rules share. */
import { type Dim, formatDim } from '../shape/dim';

/** `3 × 3`; one number where there is one axis. */
export function sizesText(dims: readonly Dim[]): string {
  return dims.map(formatDim).join(' × ');
}

/** `a`, `a and b`, `a, b and c`. */
export function listText(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

export function plural(count: number, word: string): string {
  return `${count} ${count === 1 ? word : word === 'axis' ? 'axes' : `${word}s`}`;
}
