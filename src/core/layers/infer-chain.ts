/** Layers one after the other: what comes of all of them. */
import { addCounts } from '../shape/count';
import type { Shape } from '../shape/dim';
import { axisSize } from '../shape/formula';
import type { Target } from './definition';
import type { Answer } from './delegate';
import type { Inference } from './infer';
import type { InnerLayer } from './inner-layer';

/** `traced` says that the layers are called in the call of another one, and not asked for their shapes. */
export function inferChain(
  layers: readonly InnerLayer[],
  input: Shape,
  target: Target,
  { traced = false }: { readonly traced?: boolean } = {},
): Answer {
  let whole: Inference = { outputs: [input], weights: [], macs: 0, windows: [] };
  for (const layer of layers) {
    const next = layer.infer(
      whole.outputs.map((axes) => axes.map(axisSize)),
      target,
    );
    if (!('outputs' in next)) return next;
    const output = traced && layer.definition?.traced?.(layer.values as never, whole.outputs[0]!.map(axisSize));
    whole = {
      outputs: output ? [output] : next.outputs,
      weights: [...whole.weights, ...next.weights],
      macs: addCounts(whole.macs, next.macs),
      windows: [],
    };
  }
  return whole;
}
