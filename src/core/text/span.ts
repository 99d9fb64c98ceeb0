/** Places in a source text as pairs of offsets (UTF-16 code units). Knows nothing of lines, files or languages. */

/** A half-open piece of text: `start` included, `end` excluded. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Files that the analysed one imports stand from here on in the space of offsets, far behind any text. */
export const OTHER_FILES = 2 ** 40;

/** True for a place in a file that the analysed one imports: nothing can be shown there. */
export function isElsewhere(of: Span): boolean {
  return of.start >= OTHER_FILES;
}

export function span(start: number, end: number): Span {
  return { start, end };
}

/** The smallest span that holds both. */
export function cover(a: Span, b: Span): Span {
  return { start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) };
}

export function contains(outer: Span, offset: number): boolean {
  return outer.start <= offset && offset <= outer.end;
}

export function spanLength(of: Span): number {
  return of.end - of.start;
}

/** A key that tells spans apart, for maps from a place to what is known there. */
export function spanKey(of: Span): string {
  return `${of.start}:${of.end}`;
}
