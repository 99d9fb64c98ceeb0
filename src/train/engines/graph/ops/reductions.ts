/** Sums, means and largest values over axes, with their gradients. */

import { attr, type GraphBuilder, type Value, type ValueShape } from '../builder';
import type { Trace } from '../trace';
import { binary, mask, spreadOver } from './arithmetic';
import { reshaped } from './shapes';

interface Options {
  readonly axes: readonly number[];
  /** Reduced axes stay with the size 1. */
  readonly keep?: boolean;
}

export function sum(trace: Trace, value: Value, options: Options): Value {
  const { graph } = trace;
  const y = reduced(graph, 'Sum', value, options);
  return trace.record(y, [value], [(dy) => spreadOver(graph, kept(graph, dy, value, options), value)]);
}

export function mean(trace: Trace, value: Value, options: Options): Value {
  const { graph } = trace;
  const y = reduced(graph, 'Mean', value, options);
  const gradient = (dy: Value) => {
    const share = binary(graph, 'RealDiv', kept(graph, dy, value, options), reducedCount(graph, value, options));
    return spreadOver(graph, share, value);
  };
  return trace.record(y, [value], [gradient]);
}

export function meanOfAll(trace: Trace, value: Value): Value {
  return mean(trace, value, { axes: value.shape.map((_, axis) => axis) });
}

/** Equal largest values share the gradient, as in TensorFlow. */
export function largest(trace: Trace, value: Value, options: Options): Value {
  const { graph } = trace;
  const y = reduced(graph, 'Max', value, options);
  const gradient = (dy: Value) => {
    const winners = mask(graph, 'Equal', value, kept(graph, y, value, options));
    const count = reduced(graph, 'Sum', winners, { ...options, keep: true });
    const share = binary(graph, 'RealDiv', kept(graph, dy, value, options), count);
    return binary(graph, 'Mul', winners, share);
  };
  return trace.record(y, [value], [gradient]);
}

/** How many elements each result stands for. */
function reducedCount(graph: GraphBuilder, value: Value, { axes }: Options): Value {
  const known = axes.filter((axis) => value.shape[axis] !== null);
  const product = graph.scalar(known.reduce((count, axis) => count * value.shape[axis]!, 1));
  if (known.length === axes.length) return product;
  return binary(graph, 'Mul', batchSize(graph, value), product);
}

/** The size of the first axis as a float. */
export function batchSize(graph: GraphBuilder, value: Value): Value {
  const shape = graph.node('Shape', [value.output], { T: attr.type('float32'), out_type: attr.type('int32') });
  const types = { T: attr.type('int32'), Index: attr.type('int32') };
  const first = graph.node('Slice', [shape, graph.ints([0]), graph.ints([1])], types);
  const scalar = graph.node('Reshape', [first, graph.ints([])], { T: attr.type('int32'), Tshape: attr.type('int32') });
  const casts = { SrcT: attr.type('int32'), DstT: attr.type('float32') };
  return { output: graph.node('Cast', [scalar], casts), shape: [] };
}

function reduced(graph: GraphBuilder, op: 'Sum' | 'Mean' | 'Max', value: Value, { axes, keep }: Options): Value {
  const attributes = { Tidx: attr.type('int32'), keep_dims: attr.bool(keep ?? false) };
  const ones = value.shape.map((dim, axis) => (axes.includes(axis) ? 1 : dim));
  const shape = keep ? ones : value.shape.filter((_, axis) => !axes.includes(axis));
  return graph.op(op, [value, graph.ints(axes)], shape, attributes);
}

/** A reduced value with its reduced axes put back. */
function kept(graph: GraphBuilder, y: Value, value: Value, { axes, keep }: Options): Value {
  if (keep) return y;
  const shape: ValueShape = value.shape.map((dim, axis) => (axes.includes(axis) ? 1 : dim));
  return reshaped(graph, y, shape);
}
