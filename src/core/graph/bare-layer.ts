/** A layer object before it meets an input. */
import type { Layer } from './graph';

/** A layer about which nothing is set but what is given. */
export function bareLayer(given: Pick<Layer, 'id' | 'className' | 'name' | 'span' | 'call'> & Partial<Layer>): Layer {
  return {
    definition: null,
    args: new Map(),
    values: null,
    trainable: true,
    weights: null,
    unknown: null,
    refusals: [],
    inputShape: null,
    inputShapeArg: null,
    model: null,
    computes: null,
    holds: null,
    ...given,
  };
}
