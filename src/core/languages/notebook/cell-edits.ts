/** Edits of a cell's text as edits of the notebook's JSON. */
import type { TextEdit } from '../../text/edit';
import type { RawCell, SourceString } from './read-notebook';

/** `edits` have offsets within the cell; the result has offsets within `notebook`, the JSON that the cell was read from. */
export function cellEdits(notebook: string, cell: RawCell, edits: readonly TextEdit[]): TextEdit[] | null {
  if (cell.strings.length === 0) return null;
  return edits.map(({ span, text }) => {
    const start = placeOf(notebook, cell, span.start, 'after');
    const end = span.end === span.start ? start : placeOf(notebook, cell, span.end, 'before');
    return { span: { start, end }, text: quote(notebook, cell, text, end) };
  });
}

/** Where a character of the cell stands in the JSON. `side` says whether the place between two lines is the one before or after. */
function placeOf(notebook: string, { strings }: RawCell, offset: number, side: 'before' | 'after'): number {
  let start = 0;
  for (const [i, part] of strings.entries()) {
    const end = start + part.text.length;
    const isHere = offset < end || (offset === end && side === 'before') || i === strings.length - 1;
    if (isHere) return placeIn(notebook, part, Math.max(0, offset - start));
    start = end;
  }
  return strings.at(-1)!.span.end;
}

/** The place of a character of a string among its escapes. */
function placeIn(notebook: string, { span }: SourceString, offset: number): number {
  let place = span.start;
  for (let i = 0; i < offset && place < span.end; i++) {
    if (notebook[place] !== '\\') place += 1;
    else place += notebook[place + 1] === 'u' ? 6 : 2;
  }
  return Math.min(place, span.end);
}

/** In a list of lines each new line becomes a string of its own, set as those around it. */
function quote(notebook: string, cell: RawCell, text: string, end: number): string {
  const letters = (part: string): string => JSON.stringify(part).slice(1, -1);
  if (!cell.isList) return letters(text);
  const lines = text.split(/(?<=\n)/);
  // The last new line ends a string only if more of it follows.
  if (text.endsWith('\n') && notebook[end] !== '"') lines.push('');
  return lines.map(letters).join(`",${gapBefore(notebook, cell.strings[0]!)}"`);
}

/** The white space in front of the first string: what stands between two elements, too. */
function gapBefore(notebook: string, { span }: SourceString): string {
  const opening = span.start - 1;
  let start = opening;
  while (start > 0 && /\s/.test(notebook[start - 1]!)) start--;
  return start === opening ? ' ' : notebook.slice(start, opening);
}
