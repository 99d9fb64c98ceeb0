/** The user's own table: one sample per line, one column with its class, all others numbers. */

import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { messageOf } from '../../failure';
import { labelled, type SampleValues } from '../image-set';
import { classNumbers, dataFault, MOST_CLASSES, numberedClasses, type OwnData } from './own-data';

/** Names that a column of classes usually has. */
const LABEL_NAMES = ['label', 'labels', 'class', 'target', 'y', 'category', 'species'];

/** `column` is the name of the column with the classes, or its number from 1; `null` looks for one with a usual name. */
export function readCsv(file: string, column: string | null): OwnData {
  const rows = parse(file);
  const [first, second] = rows;
  if (!first || !second) throw dataFault(file, `have ${rows.length} lines; a sample is one line`);
  const hasHeader = first.some((cell) => !isNumber(cell)) && second.some(isNumber);
  const at = labelColumn(file, first, hasHeader, column);
  const lines = hasHeader ? rows.slice(1) : rows;
  const firstLine = hasHeader ? 2 : 1;
  checkWidths(file, lines, first.length, firstLine);
  const { labels, classes } = readClasses(file, lines, at);
  const width = first.length - 1;
  const pixels = readValues(file, lines, at, width, firstLine);
  const samples = { count: lines.length, height: 1, width, channels: 1, pixels };
  const names = hasHeader ? first.filter((_name, column) => column !== at).map((name) => name.trim()) : null;
  const train = labelled(samples, labels, classes.length, file);
  return { content: { kind: 'values', names }, sampleShape: [width], train, test: null, classes };
}

function parse(file: string): string[][] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw dataFault(file, `cannot be read: ${messageOf(error)}`);
  }
  return Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { skipEmptyLines: 'greedy' }).data;
}

function labelColumn(file: string, first: readonly string[], hasHeader: boolean, column: string | null): number {
  if (first.length < 2) throw dataFault(file, 'have one column; a sample needs values and a class');
  if (column !== null) {
    const named = hasHeader ? first.findIndex((name) => name.trim() === column) : -1;
    const numbered = /^\d+$/.test(column) ? Number(column) - 1 : -1;
    const at = named >= 0 ? named : numbered;
    if (at >= 0 && at < first.length) return at;
    throw dataFault(file, `have no column ${column}; ${columnsText(first, hasHeader)}`);
  }
  const usual = hasHeader ? first.findIndex((name) => LABEL_NAMES.includes(name.trim().toLowerCase())) : -1;
  if (usual >= 0) return usual;
  const advice = `name the column of the classes as ${file}#COLUMN, by its name or its number from 1`;
  throw dataFault(file, `do not tell which column holds the classes; ${columnsText(first, hasHeader)}; ${advice}`);
}

function columnsText(first: readonly string[], hasHeader: boolean): string {
  if (!hasHeader) return `there are ${first.length} columns without names`;
  const shown = first.slice(0, 12).join(', ');
  return `the columns are ${shown}${first.length > 12 ? `, … (${first.length})` : ''}`;
}

function checkWidths(file: string, lines: readonly string[][], width: number, firstLine: number): void {
  const odd = lines.findIndex(({ length }) => length !== width);
  if (odd < 0) return;
  throw dataFault(file, `have ${lines[odd]!.length} columns in line ${odd + firstLine} and ${width} in the first`);
}

/** Whole numbers are the classes themselves; words are put into the order of the alphabet. */
function readClasses(file: string, lines: readonly string[][], at: number) {
  const words = lines.map((cells) => (cells[at] ?? '').trim());
  if (words.every(isNumber)) {
    const { labels, count } = classNumbers(words.map(Number), file);
    return { labels, classes: numberedClasses(count) };
  }
  const classes = [...new Set(words)].sort();
  if (classes.includes('')) throw dataFault(file, `have no class in sample ${words.indexOf('') + 1}`);
  if (classes.length > MOST_CLASSES) {
    throw dataFault(file, `have ${classes.length} different classes; at most ${MOST_CLASSES} can be told`);
  }
  const numbers = new Map(classes.map((name, index) => [name, index]));
  return { labels: Uint8Array.from(words, (word) => numbers.get(word)!), classes };
}

/** Bytes where all values are whole numbers from 0 to 255, as in tables of pixels. */
function readValues(
  file: string,
  lines: readonly string[][],
  at: number,
  width: number,
  firstLine: number,
): SampleValues {
  const values = new Float32Array(lines.length * width);
  let arePixels = true;
  for (const [row, cells] of lines.entries()) {
    let place = row * width;
    for (const [column, cell] of cells.entries()) {
      if (column === at) continue;
      if (!isNumber(cell)) {
        throw dataFault(
          file,
          `have "${cell}" in line ${row + firstLine}, column ${column + 1}, where a number is needed`,
        );
      }
      const value = Number(cell);
      arePixels &&= Number.isInteger(value) && value >= 0 && value <= 255;
      values[place++] = value;
    }
  }
  return arePixels ? Uint8Array.from(values) : values;
}

function isNumber(cell: string): boolean {
  return cell.trim() !== '' && Number.isFinite(Number(cell));
}
