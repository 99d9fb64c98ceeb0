/** The table of one model in the order of a Keras summary: each layer once, with what it takes its input from. Plain data. */
import type { Layer, Model } from '../graph/graph';
import { type Count, sumCounts } from '../shape/count';
import type { Shape } from '../shape/dim';

export interface SummaryRow {
  readonly layer: Layer;
  /** Of the first application; null where a shape is not known. */
  readonly outputs: readonly (Shape | null)[];
  readonly params: Count;
  /** Of all applications in the model. */
  readonly macs: Count;
  /** Names of the layers before it. */
  readonly from: readonly string[];
  /** Why something is not known; null if all is. */
  readonly unknown: string | null;
}

export function modelSummary(model: Model): readonly SummaryRow[] {
  return model.layers.flatMap((layer) => {
    const own = model.applications.filter((application) => application.layer === layer);
    const [first] = own;
    if (!first) return [];
    const producers = own.flatMap(({ inputs }) => inputs.flatMap(({ producer }) => producer?.layer.name ?? []));
    return [
      {
        layer,
        outputs: first.outputs.map(({ shape }) => shape),
        params: first.params,
        macs: own.length === 1 ? first.macs : sumCounts(own.map(({ macs }) => macs)),
        from: [...new Set(producers)],
        unknown: first.unknown,
      },
    ];
  });
}
