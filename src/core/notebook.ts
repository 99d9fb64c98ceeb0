/** A notebook file as a source: its code cells in order, and edits of them as edits of the file. */
import { cellEdits, type RawNotebook, readNotebook } from './languages/notebook';
import { type Piece, pieceAt, type Source } from './source';
import type { TextEdit } from './text/edit';

export interface NotebookFile {
  readonly source: Source & { readonly kind: 'notebook' };
  /** All cells as the file has them, with the places of their text. */
  readonly raw: RawNotebook;
}

/** The cells of an .ipynb that are code in the kernel's language; null if the text holds no notebook. */
export function notebookFile(text: string): NotebookFile | null {
  const raw = readNotebook(text);
  if (!raw) return null;
  const code = raw.cells.filter((cell) => cell.kind === 'code' && cell.language === raw.language);
  const cells = code.map((cell) => ({ index: cell.index, text: cell.text, ran: cell.executionCount }));
  return { source: { kind: 'notebook', languageId: raw.language, cells }, raw };
}

/** Edits in offsets of the source as edits of the notebook's JSON, `text`; null if a cell has no text in it to edit. */
export function notebookEdits(
  text: string,
  { raw }: NotebookFile,
  pieces: readonly Piece[],
  edits: readonly TextEdit[],
): readonly TextEdit[] | null {
  const written: TextEdit[] = [];
  for (const { span, text: to } of edits) {
    const piece = pieceAt(pieces, span.start);
    const cell = raw.cells.find(({ index }) => index === piece.cell);
    const local = { start: span.start - piece.base, end: span.end - piece.base };
    const own = cell && cellEdits(text, cell, [{ span: local, text: to }]);
    if (!own) return null;
    written.push(...own);
  }
  return written;
}
