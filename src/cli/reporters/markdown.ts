/** The summary as Markdown tables, for a pull request or a readme. */
import { formatCount, formatShape, modelRows, type Shape, targetNote } from '../../core';
import { Places } from '../places';
import type { AnalyzedFile } from '../sources';
import { printedRows } from '../summary-rows';

export function summaryMarkdown(files: readonly AnalyzedFile[], expandNested: boolean): string {
  return files.map((file) => fileMarkdown(file, expandNested)).join('\n');
}

function fileMarkdown({ path, analysis }: AnalyzedFile, expandNested: boolean): string {
  const places = new Places(analysis);
  const note = targetNote(analysis);
  const rows = printedRows(analysis, expandNested).map(
    ({ span, title, outputs, params, macs }) =>
      `| ${places.text(span)} | ${cell(title).replaceAll('   ', '&emsp;')} | ${cell(shapes(outputs))} | ${formatCount(params)} | ${macs === 0 ? '' : formatCount(macs)} |`,
  );
  const models = modelRows(analysis).map(
    ({ name, params, trainable, outputs, unknown, trainableUnknown }) =>
      `- **${cell(name)}** → ${shapes(outputs)}: ${params === null ? `not known because ${unknown}` : `${formatCount(params)} parameters, ${trainableUnknown === null ? `${formatCount(trainable)} trainable` : `how many are trained is not known because ${trainableUnknown}`}`}`,
  );
  const table = ['| line | layer | output shape | parameters | MACs |', '|---|---|---|---:|---:|', ...rows];
  return [
    `### ${path}`,
    '',
    ...(note ? [`For ${note}.`, ''] : []),
    ...(rows.length ? table : ['no layers']),
    '',
    ...(models.length ? [...models, ''] : []),
  ].join('\n');
}

/** Names are the program's own words; a bar in one would end the cell. */
function cell(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll('\n', ' ');
}

function shapes(list: readonly (Shape | null)[]): string {
  return list.map((shape) => (shape ? formatShape(shape) : '?')).join(', ');
}
