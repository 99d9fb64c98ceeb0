/** Random changes that regularize; each node has its own seed and draws anew in every run. */

import { attr, type GraphBuilder, type Value, type ValueShape } from '../builder';
import type { Trace } from '../trace';
import { add, mask, multiply, scale } from './arithmetic';
import { shapeOf } from './shapes';

/** Sets a share of the values to zero and enlarges the others; where `shape` has a 1 the values fall together. */
export function dropout(trace: Trace, x: Value, rate: number, seed: number, shape: ValueShape = x.shape): Value {
  const { graph } = trace;
  const drawn = random(graph, 'RandomUniform', x, shape, seed);
  const kept = mask(graph, 'GreaterEqual', drawn, graph.scalar(rate));
  return multiply(trace, scale(trace, x, 1 / (1 - rate)), kept);
}

/** Adds normally distributed numbers. */
export function gaussianNoise(trace: Trace, x: Value, deviation: number, seed: number): Value {
  const drawn = random(trace.graph, 'RandomStandardNormal', x, x.shape, seed);
  return add(trace, x, scale(trace, drawn, deviation));
}

/** Multiplies by normally distributed numbers around one. */
export function gaussianDropout(trace: Trace, x: Value, rate: number, seed: number): Value {
  const drawn = random(trace.graph, 'RandomStandardNormal', x, x.shape, seed);
  const noise = scale(trace, drawn, Math.sqrt(rate / (1 - rate)));
  return multiply(trace, x, add(trace, noise, trace.graph.scalar(1)));
}

function random(graph: GraphBuilder, op: string, like: Value, shape: ValueShape, seed: number): Value {
  const attributes = {
    seed: attr.int(seed),
    seed2: attr.int(graph.nodes.length),
    dtype: attr.type('float32'),
    T: attr.type('int32'),
  };
  return { output: graph.node(op, [noiseShape(graph, like, shape)], attributes), shape };
}

/** The shape of `like` with the axes of size 1 in `shape` reduced to that. */
function noiseShape(graph: GraphBuilder, like: Value, shape: ValueShape): string {
  const full = shapeOf(graph, like);
  const single = shape.map((dim, axis) => (dim === 1 ? 1 : (like.shape[axis] ?? 2 ** 31 - 1)));
  if (shape.every((dim, axis) => dim === like.shape[axis])) return full;
  return graph.node('Minimum', [full, graph.ints(single)], { T: attr.type('int32') });
}
