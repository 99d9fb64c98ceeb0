/** Batch normalization over the last axis with its gradients. */

import { attr, type GraphBuilder, type Value } from '../builder';
import type { Trace } from '../trace';
import { add, binary, multiply, subtract } from './arithmetic';
import { reshape } from './movement';

export interface BatchStatistics {
  readonly mean: Value;
  /** Divided by the number of values, not by one less. */
  readonly variance: Value;
}

/** With the statistics of the batch, which are returned beside the result. */
export function normalizeBatch(
  trace: Trace,
  x: Value,
  gamma: Value,
  beta: Value,
  epsilon: number,
): { readonly y: Value; readonly statistics: BatchStatistics } {
  const { graph } = trace;
  const channels = x.shape.at(-1)!;
  // The fused operation takes images; the statistics are the same for rows of pixels.
  const images = x.shape.length === 4 ? x : reshape(trace, x, [null, 1, 1, channels]);
  const attributes = { U: attr.type('float32'), epsilon: attr.float(epsilon), is_training: attr.bool(true) };
  const none = emptyVector(graph);
  const inputs = [images, gamma, beta, none, none];
  const y = graph.op('FusedBatchNormV3', inputs, images.shape, attributes);
  const output = (index: number): Value => ({ output: `${y.output}:${index}`, shape: [channels] });
  let gradient: Value | null = null;
  const gradientPart = (index: number, shape: Value['shape']) => (dy: Value) => {
    const saved = [3, 4, 5].map(output);
    gradient ??= graph.op('FusedBatchNormGradV3', [dy, images, gamma, ...saved], images.shape, attributes);
    return index === 0 ? gradient : { output: `${gradient.output}:${index}`, shape };
  };
  const parts = [gradientPart(0, images.shape), gradientPart(1, gamma.shape), gradientPart(2, beta.shape)];
  trace.record(y, [images, gamma, beta], parts);
  return { y: reshape(trace, y, x.shape), statistics: { mean: output(1), variance: output(4) } };
}

/** With given statistics. */
export function normalize(
  trace: Trace,
  x: Value,
  { mean, variance }: BatchStatistics,
  gamma: Value,
  beta: Value,
  epsilon: number,
): Value {
  const { graph } = trace;
  const spread = binary(graph, 'AddV2', variance, graph.scalar(epsilon));
  const inverse = graph.op('Rsqrt', [spread], spread.shape);
  const centered = subtract(trace, x, mean);
  return add(trace, multiply(trace, centered, multiply(trace, gamma, inverse)), beta);
}

/** A running mean that has moved a little to a new value. */
export function movedAverage(graph: GraphBuilder, old: Value, value: Value, momentum: number): Value {
  const change = binary(graph, 'Mul', binary(graph, 'Sub', old, value), graph.scalar(1 - momentum));
  return binary(graph, 'Sub', old, change);
}

/** A vector of `size` equal numbers. */
export function filledVector(graph: GraphBuilder, size: number, value: number): Value {
  const types = { T: attr.type('float32'), index_type: attr.type('int32') };
  return { output: graph.node('Fill', [graph.ints([size]), graph.scalar(value).output], types), shape: [size] };
}

function emptyVector(graph: GraphBuilder): Value {
  return filledVector(graph, 0, 0);
}
