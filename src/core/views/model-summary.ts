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
  /** How often the model applies it. */
  readonly applications: number;
  /** Names of the layers before it. */
  readonly from: readonly string[];
  /** Why something is not known; null if all is. */
  readonly unknown: string | null;
  /** The rows of a model that is used as a layer, as `expand_nested` of Keras lists them; their costs are of one application of it. */
  readonly inner: readonly SummaryRow[];
}

export function modelSummary(model: Model): readonly SummaryRow[] {
  return rowsOf(model, []);
}

/** The layers of a model that is used as a layer. */
export function innerSummary({ model }: Layer): readonly SummaryRow[] {
  return innerRows(model, []);
}

function innerRows(model: Model | null, outer: readonly Model[]): readonly SummaryRow[] {
  // A class may keep an object that keeps it.
  if (!model || outer.includes(model)) return [];
  // Keras lists neither operations on tensors here nor the input of a Sequential.
  return rowsOf(model, outer).filter(
    ({ layer }) =>
      layer.computes === null && !layer.masks && !(model.kind === 'sequential' && layer.className === 'InputLayer'),
  );
}

function rowsOf(model: Model, outer: readonly Model[]): readonly SummaryRow[] {
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
        applications: own.length,
        from: [...new Set(producers)],
        unknown: first.unknown,
        inner: innerRows(layer.model, [...outer, model]),
      },
    ];
  });
}
