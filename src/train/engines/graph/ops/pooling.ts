/** Pooling of images `[batch, height, width, channels]` with its gradients. */

import { attr, type Value } from '../builder';
import type { Trace } from '../trace';
import { outputShape, type Window } from './convolution';
import { shapeOf } from './shapes';

export interface Pool extends Pick<Window, 'strides' | 'padding'> {
  readonly size: readonly [number, number];
}

export function maxPool(trace: Trace, x: Value, pool: Pool): Value {
  const { graph } = trace;
  const attributes = poolAttributes(pool);
  const y = graph.op('MaxPool', [x], shapeAfter(x, pool), attributes);
  return trace.record(y, [x], [(dy) => graph.op('MaxPoolGrad', [x, y, dy], x.shape, attributes)]);
}

/** What lies outside of the image does not count. */
export function averagePool(trace: Trace, x: Value, pool: Pool): Value {
  const { graph } = trace;
  const attributes = poolAttributes(pool);
  const y = graph.op('AvgPool', [x], shapeAfter(x, pool), attributes);
  return trace.record(y, [x], [(dy) => graph.op('AvgPoolGrad', [shapeOf(graph, x), dy], x.shape, attributes)]);
}

function poolAttributes({ size, strides, padding }: Pool) {
  return {
    ksize: attr.ints([1, ...size, 1]),
    strides: attr.ints([1, ...strides, 1]),
    padding: attr.text(padding.toUpperCase()),
  };
}

function shapeAfter(x: Value, pool: Pool) {
  return outputShape(x, { shape: pool.size }, pool, x.shape[3]!);
}
