/** Steps that architectures share: normalisation, padding for strides, pooling and classifier at the end. */
import type { Tensor } from '../../../graph/graph';
import { type Dim, isKnown, unknownDim } from '../../../shape/dim';
import type { Settings } from './architecture';
import type { Args, Network } from './network';

/** Zeros around an input so that a stride of 2 keeps what `same` would see (`correct_pad` of Keras). */
export function padForStride(x: Tensor, kernelSize: number): readonly (readonly [Dim, number])[] {
  const [, height, width] = x.shape!;
  const half = Math.floor(kernelSize / 2);
  const before = (size: Dim): Dim => {
    // Keras looks at the height alone to tell whether sizes are known.
    if (height === null) return half - 1;
    return size !== null && isKnown(size) ? half - (size % 2 === 0 ? 1 : 0) : unknownDim();
  };
  return [
    [before(height!), half],
    [before(width!), half],
  ];
}

/** Pooling over all positions where no top is included; other words than `avg` and `max` do nothing. */
export function pooled(network: Network, x: Tensor, { pooling }: Settings, named = false): Tensor {
  if (pooling === 'avg') return network.apply('GlobalAveragePooling2D', named ? { name: 'avg_pool' } : {}, x);
  if (pooling === 'max') return network.apply('GlobalMaxPooling2D', named ? { name: 'max_pool' } : {}, x);
  return x;
}

/** One score per class. */
export function predictions(network: Network, x: Tensor, settings: Settings): Tensor {
  const { classes, classifierActivation } = settings;
  return network.apply('Dense', { units: classes, activation: classifierActivation, name: 'predictions' }, x);
}

export interface Ending {
  /** Name of the pooling layer before the classifier; an automatic one if left out. */
  readonly topPool?: string;
  /** The pooling layers have names where no top is included. */
  readonly namedPools?: boolean;
  readonly dropout?: number;
}

/** Average and classifier, or the pooling that is asked for. */
export function ending(network: Network, x: Tensor, settings: Settings, end: Ending): Tensor {
  if (!settings.includeTop) return pooled(network, x, settings, end.namedPools);
  let top = network.apply('GlobalAveragePooling2D', named(end.topPool), x);
  if (end.dropout) top = network.apply('Dropout', { rate: end.dropout, name: 'top_dropout' }, top);
  return predictions(network, top, settings);
}

function named(name: string | undefined): Args {
  return name === undefined ? {} : { name };
}
