/** The line over each model: totals, and what can be done with it. */
import type { Analysis } from '../analyze';
import { counted, formatCount } from '../shape/count';
import { formatShape, type Shape } from '../shape/dim';
import { byPlace } from '../text/by-place';
import type { Span } from '../text/span';
import { type ModelRow, modelRows } from './rows';

export interface ModelLens {
  readonly span: Span;
  /** Name of the model in the program. */
  readonly model: string;
  /** Index among the models of the analysis. */
  readonly index: number;
  readonly title: string;
  /** False where the model is not known in full. */
  readonly complete: boolean;
}

/** Code that makes several models has one line, for the first of them. */
export function modelLenses(analysis: Analysis): readonly ModelLens[] {
  const rows = modelRows(analysis).map((row, index) => ({ row, index }));
  return [...byPlace(rows, ({ row }) => row.span).values()].map((same) => {
    const titles = new Set(same.map(({ row }) => title(row)));
    // The first that is known in full says the most.
    const { row, index } = same.find(({ row }) => row.params !== null) ?? same[0]!;
    return {
      span: row.span,
      model: row.name,
      index,
      title: titles.size > 1 ? `${title(row)} · and ${titles.size - 1} more` : title(row),
      complete: row.params !== null && row.unknown === null,
    };
  });
}

function title({ inputs, outputs, params, trainable, macs, unknown, model }: ModelRow): string {
  if (params === null)
    return `${counted(model.layers.length, 'layer')} · not known because ${unknown ?? 'a layer is not known'}`;
  const shapes = (list: readonly (Shape | null)[]): string =>
    list.map((shape) => (shape ? formatShape(shape) : '?')).join(', ');
  const frozen = trainable === params ? '' : ` (${formatCount(trainable)} trainable)`;
  return `${inputs.length ? `${shapes(inputs)} ` : ''}→ ${shapes(outputs)} · ${counted(params, 'parameter')}${frozen}${macs ? ` · ${formatCount(macs)} MACs` : ''}`;
}
