/** The summary as a table for a terminal, as Keras prints it with more columns. */
import {
  counted,
  formatCount,
  formatShape,
  type LayerRow,
  layerRows,
  type ModelRow,
  modelRows,
  type Shape,
  shownArrays,
  targetNote,
} from '../../core';
import type { OutputCoverage } from '../../protocol/cli-output';
import { colours } from '../colours';
import { Places } from '../places';
import type { AnalyzedFile } from '../sources';
import { type PrintedRow, printedRows } from '../summary-rows';
import { columns, widest } from './columns';

/** Reasons beyond these are only counted; `--coverage` lists them all. */
const MAX_REASONS = 8;

export function summaryTable(files: readonly AnalyzedFile[], expandNested: boolean): string {
  return files.map((file) => fileTable(file, expandNested)).join('\n');
}

function fileTable({ path, analysis }: AnalyzedFile, expandNested: boolean): string {
  const places = new Places(analysis);
  const rows = layerRows(analysis);
  const note = targetNote(analysis);
  const parts = [colours.bold(path), ...(note ? [`for ${note}`] : []), ...arrays(analysis, places)];
  if (rows.length === 0) parts.push('no layers');
  else parts.push(...layers(printedRows(analysis, expandNested), places), ...modelRows(analysis).flatMap(totals));
  parts.push(...reasons(rows, places), ...stopped(analysis, places));
  return `${parts.join('\n')}\n`;
}

/** What each name holds in the end. */
function arrays({ graph }: AnalyzedFile['analysis'], places: Places): readonly string[] {
  const last = new Map(shownArrays(graph).map((array) => [array.name, array]));
  return columns(
    [...last.values()].map(({ name, span, shape, dtype }) => [
      places.text(span),
      name,
      formatShape(shape),
      dtype ?? '',
    ]),
    ['left', 'left', 'left', 'left'],
  ).map((line) => ` ${line}`);
}

function layers(rows: readonly PrintedRow[], places: Places): readonly string[] {
  const owners = new Set(rows.map(({ model }) => model));
  const several = owners.size > 1;
  const head = ['Line', 'Layer (type)', several ? 'Model' : '', 'Output shape', 'Param #', 'MACs'];
  const body = rows.map((row) => [
    places.text(row.span),
    row.title,
    several ? (row.model ?? '') : '',
    shapes(row.outputs),
    formatCount(row.params),
    row.macs === 0 ? '' : formatCount(row.macs),
  ]);
  const [first, ...lines] = columns([head, ...body], ['left', 'left', 'left', 'left', 'right', 'right']);
  const rule = colours.dim('─'.repeat(widest([first!, ...lines]) + 2));
  return [rule, ` ${colours.bold(first!)}`, ...lines.map((line) => ` ${line}`), rule];
}

function totals(row: ModelRow): string[] {
  const { name, kind, inputs, outputs, params, trainable, macs, unknown, trainableUnknown } = row;
  const known = inputs.length + outputs.length > 0;
  const title = `${colours.bold(name)} (${kind})${known ? `: ${inputs.length ? `${shapes(inputs)} ` : ''}→ ${shapes(outputs)}` : ''}`;
  if (params === null) return [title, `  not known because ${unknown ?? 'a layer is not known'}`];
  const fixed = typeof params === 'number' && typeof trainable === 'number' ? params - trainable : null;
  return [
    title,
    `  total params ${formatCount(params)}, trainable ${formatCount(trainable)}, non-trainable ${formatCount(fixed)}, MACs ${formatCount(macs)}`,
    ...(trainableUnknown === null ? [] : [`  how many are trained is not known because ${trainableUnknown}`]),
  ];
}

/** Each reason once, with the first line it concerns; those that concern most layers first. */
function reasons(rows: readonly LayerRow[], places: Places): string[] {
  const byReason = new Map<string, LayerRow[]>();
  for (const row of rows) if (row.unknown) byReason.set(row.unknown, [...(byReason.get(row.unknown) ?? []), row]);
  const ordered = [...byReason].sort(([, a], [, b]) => b.length - a.length);
  const lines = ordered.slice(0, MAX_REASONS).map(([reason, [first, ...others]]) => {
    const more = others.length ? ` and ${others.length} more` : '';
    return `? ${first!.name} in ${line(places, first!)}${more}: not known because ${reason}`;
  });
  const left = ordered.length - MAX_REASONS;
  if (left > 0) lines.push(`? and ${counted(left, 'more reason')}, which --coverage lists`);
  return lines;
}

function stopped({ graph: { stopped: end } }: AnalyzedFile['analysis'], places: Places): string[] {
  return end ? [`! nothing after ${line(places, end)} is known because ${end.reason}`] : [];
}

function line(places: Places, { span }: Pick<LayerRow, 'span'>): string {
  const text = places.text(span);
  return text.startsWith('#') ? text : `line ${text}`;
}

function shapes(list: readonly (Shape | null)[]): string {
  return list.map((shape) => (shape ? formatShape(shape) : '?')).join(', ');
}

/** `resolved 12 of 14 layers (85.7 %)`, then the reasons of the others. */
export function coverageText({ applications, resolved, reasons: list }: OutputCoverage): string {
  const share = applications ? ` (${((100 * resolved) / applications).toFixed(1)} %)` : '';
  const lines = columns(
    list.map(({ applications: count, reason }) => [String(count), reason]),
    ['right', 'left'],
  ).map((text) => `  ${text}`);
  const head = `resolved ${resolved} of ${applications} layer applications${share}`;
  return `${[lines.length ? `${head}; the others are not known because` : head, ...lines].join('\n')}\n`;
}
