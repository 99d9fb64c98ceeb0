/** Jupyter notebooks (.ipynb, nbformat 3 and 4): the text to its cells. Knows nothing of what the cells say. */

import type { Span } from '../../text/span';
import { readJson } from '../json/read-json';
import { get, getArray, getObject, getString, type Json, type JsonObject, type Problem } from '../json/tree';
import { cellLanguage } from './cell-language';

/** A piece of a cell's text with the place of its letters in the notebook's JSON (between the quotes). */
export interface SourceString {
  readonly text: string;
  readonly span: Span;
}

export interface RawCell {
  /** Zero-based index among all cells. */
  readonly index: number;
  readonly kind: 'code' | 'markdown' | 'raw';
  /** What the text is written in: the kernel's language, or another that a cell magic names. */
  readonly language: string;
  readonly text: string;
  /** The strings that the text is joined from: one, or one per line. */
  readonly strings: readonly SourceString[];
  /** `source` is written as a list of lines. */
  readonly isList: boolean;
  /** The number that the kernel gave its last run; null if it did not run. */
  readonly executionCount: number | null;
}

export interface RawNotebook {
  /** The kernel's language: `python` where the notebook does not say. */
  readonly language: string;
  readonly cells: readonly RawCell[];
  /** What is wrong with the JSON; what could be read is in `cells` all the same. */
  readonly errors: readonly Problem[];
}

/** Null if the text holds no notebook at all. */
export function readNotebook(text: string): RawNotebook | null {
  const { root, errors } = readJson(text, 0);
  if (root?.type !== 'object') return null;
  const cells = cellsOf(root);
  if (!cells) return null;
  const language = kernelLanguage(root);
  const read = cells.map((cell, index) => readCell(cell, index, language, text)).filter((cell) => cell !== null);
  return { language, cells: read, errors };
}

/** `cells`, or those of all `worksheets` (nbformat 3). */
function cellsOf(root: JsonObject): readonly Json[] | null {
  const cells = getArray(root, 'cells');
  if (cells) return cells.items;
  const sheets = getArray(root, 'worksheets');
  return sheets ? sheets.items.flatMap((sheet) => getArray(sheet, 'cells')?.items ?? []) : null;
}

function kernelLanguage(root: JsonObject): string {
  const metadata = getObject(root, 'metadata');
  const named =
    getString(getObject(metadata, 'language_info'), 'name') ?? getString(getObject(metadata, 'kernelspec'), 'language');
  return named?.value.toLowerCase() || 'python';
}

/** Null for what is no cell; it keeps its index. */
function readCell(json: Json, index: number, kernel: string, text: string): RawCell | null {
  if (json.type !== 'object') return null;
  const type = getString(json, 'cell_type')?.value;
  const kind = type === 'code' ? 'code' : type === 'raw' ? 'raw' : 'markdown';
  const source = get(json, 'source') ?? get(json, 'input');
  const strings = stringsOf(source, text);
  const joined = strings.map((part) => part.text).join('');
  const count = get(json, 'execution_count') ?? get(json, 'prompt_number');
  const executionCount = count?.type === 'number' ? count.value : null;
  const language = kind === 'code' ? cellLanguage(joined, getString(json, 'language')?.value ?? kernel) : kind;
  return { index, kind, language, text: joined, strings, isList: source?.type === 'array', executionCount };
}

function stringsOf(source: Json | null, text: string): SourceString[] {
  const items = source?.type === 'array' ? source.items : source ? [source] : [];
  const strings: SourceString[] = [];
  for (const item of items) {
    if (item.type !== 'string') continue;
    const closed = item.span.end - item.span.start > 1 && text[item.span.end - 1] === '"';
    strings.push({
      text: item.value,
      span: { start: item.span.start + 1, end: closed ? item.span.end - 1 : item.span.end },
    });
  }
  return strings;
}
