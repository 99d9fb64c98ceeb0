/** What is analysed: a file, or a notebook as its cells in order, in one space of offsets. */
import type { Span } from './text/span';

export interface NotebookCell {
  /** Zero-based index among all cells of the notebook. */
  readonly index: number;
  readonly text: string;
  /** Its number among the runs of cells, as the kernel counted them; absent or null if it did not run. */
  readonly ran?: number | null;
}

export type Source =
  | { readonly kind: 'file'; readonly languageId: string; readonly text: string }
  /** The code cells in order; cells of other languages are left out. */
  | { readonly kind: 'notebook'; readonly languageId: string; readonly cells: readonly NotebookCell[] };

/** A piece of text that is a program of its own, with the offset at which it stands. */
export interface Piece {
  readonly text: string;
  readonly base: number;
  /** Index of the cell; null for a file. */
  readonly cell: number | null;
}

/** The pieces of a source; cells stand one after the other with one offset between them. */
export function piecesOf(source: Source): readonly Piece[] {
  if (source.kind === 'file') return [{ text: source.text, base: 0, cell: null }];
  const pieces: Piece[] = [];
  let base = 0;
  for (const { index, text } of source.cells) {
    pieces.push({ text, base, cell: index });
    base += text.length + 1;
  }
  return pieces;
}

/** The piece that holds an offset. */
export function pieceAt(pieces: readonly Piece[], offset: number): Piece {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (pieces[middle]!.base <= offset) low = middle;
    else high = middle - 1;
  }
  return pieces[low] ?? { text: '', base: 0, cell: null };
}

/** A span within its piece. */
export function localSpan(piece: Piece, { start, end }: Span): Span {
  return { start: start - piece.base, end: Math.min(end - piece.base, piece.text.length) };
}
