/** Adds to and takes from what is separated by commas, on one line or on a line for each. */

import type { TextEdit } from '../../../text/edit';
import type { Span } from '../../../text/span';
import type { Document } from './document';

/** Writes `text` behind the last of the items; `end` is the offset before the closing bracket, or the end of the line. */
export function appendItem(text: string, items: readonly Span[], end: number, document: Document): TextEdit {
  const last = items.at(-1);
  if (!last) return insertAt(end, text);
  const indent = document.indentAt(last.start);
  const between = indent === null ? ' ' : document.lineEnd + indent;
  const comma = commaAfter(last.end, end, document);
  // A comma behind the last item is kept behind the new one.
  return comma === null ? insertAt(last.end, `,${between}${text}`) : insertAt(comma + 1, `${between}${text},`);
}

/** Takes an item away together with its comma. */
export function removeItem(item: Span, items: readonly Span[], end: number, document: Document): TextEdit {
  const at = items.findIndex(({ start }) => start === item.start);
  const next = items[at + 1];
  const previous = items[at - 1];
  if (next) return { span: { start: item.start, end: next.start }, text: '' };
  if (previous) return { span: { start: previous.end, end: item.end }, text: '' };
  const comma = commaAfter(item.end, end, document);
  return { span: { start: item.start, end: comma === null ? item.end : comma + 1 }, text: '' };
}

/** The offset of a comma that follows an item, comments and line breaks between them left out. */
function commaAfter(offset: number, end: number, document: Document): number | null {
  const rest = document.slice(offset, end);
  const match = /^(?:\s|\\\n|#[^\n]*)*,/.exec(rest);
  return match ? offset + match[0].length - 1 : null;
}

function insertAt(offset: number, text: string): TextEdit {
  return { span: { start: offset, end: offset }, text };
}
