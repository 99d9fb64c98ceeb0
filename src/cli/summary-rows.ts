/** The rows of a printed summary: those of the applications, and below a model that is used as a layer its own layers if they are wanted. */
import { type Analysis, type Count, innerSummary, layerRows, type Shape, type Span, type SummaryRow } from '../core';

export interface PrintedRow {
  readonly span: Span;
  /** Name and class, behind a mark as Keras prints it for layers of inner models. */
  readonly title: string;
  readonly model: string | null;
  readonly outputs: readonly (Shape | null)[];
  readonly params: Count;
  readonly macs: Count;
}

/** With `expandNested` each model that is a layer of another is listed there, once, and not beside it. */
export function printedRows(analysis: Analysis, expandNested: boolean): readonly PrintedRow[] {
  const used = new Set(
    analysis.graph.models.flatMap(({ applications }) => applications.flatMap(({ layer }) => layer.model ?? [])),
  );
  const inner = new Set([...used].flatMap(({ applications }) => applications));
  const listed = new Set<object>();
  return layerRows(analysis).flatMap((row) => {
    const own: PrintedRow = { ...row, title: title(row.name, row.class) };
    if (!expandNested) return [own];
    if (inner.has(row.application)) return [];
    const { layer } = row.application;
    if (!layer.model || listed.has(layer.model)) return [own];
    listed.add(layer.model);
    return [own, ...innerRows(innerSummary(layer), own, 1)];
  });
}

function innerRows(rows: readonly SummaryRow[], outer: PrintedRow, depth: number): PrintedRow[] {
  return rows.flatMap((row) => {
    const { layer, outputs, params, macs, inner } = row;
    const mark = `${'   '.repeat(depth)}└ `;
    const { model } = outer;
    const own = { span: layer.span, title: mark + title(layer.name, layer.className), model, outputs, params, macs };
    return [own, ...innerRows(inner, outer, depth + 1)];
  });
}

function title(name: string, className: string): string {
  return `${name} (${className})`;
}
