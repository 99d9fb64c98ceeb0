/** Shapes of values while a graph is built, and nodes that give shapes when it runs. */

import { attr, type GraphBuilder, type Value, type ValueShape } from '../builder';

/** The shape of the elementwise result of two values, aligned at their last axes. */
export function broadcastShape(a: ValueShape, b: ValueShape): ValueShape {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, axis) => {
    const left = a[axis - rank + a.length];
    const right = b[axis - rank + b.length];
    if (left === undefined || left === 1) return right ?? left ?? null;
    if (right === undefined || right === 1) return left;
    return left ?? right;
  });
}

export function sameShape(a: ValueShape, b: ValueShape): boolean {
  return a.length === b.length && a.every((dim, axis) => dim === b[axis]);
}

/** The number of elements of one sample. */
export function sampleSize(shape: ValueShape): number {
  return shape.slice(1).reduce((product: number, dim) => product * dim!, 1);
}

/** The node that gives the shape of a value. */
export function shapeOf(graph: GraphBuilder, value: Value): string {
  const attributes = { T: attr.type('float32'), out_type: attr.type('int32') };
  return graph.node('Shape', [value.output], attributes);
}

/** The node that gives `[batch, ...dims]` with the batch of `like`. */
export function shapeWithBatchOf(graph: GraphBuilder, like: Value, dims: readonly number[]): string {
  const types = { T: attr.type('int32'), Index: attr.type('int32') };
  const batch = graph.node('Slice', [shapeOf(graph, like), graph.ints([0]), graph.ints([1])], types);
  const join = { T: attr.type('int32'), Tidx: attr.type('int32'), N: attr.int(2) };
  return graph.node('ConcatV2', [batch, graph.ints(dims), graph.int(0)], join);
}

/** Another shape for the same elements, without a gradient. At most one dim may be `null`. */
export function reshaped(graph: GraphBuilder, value: Value, shape: ValueShape): Value {
  if (sameShape(value.shape, shape)) return value;
  const target = graph.ints(shape.map((dim) => dim ?? -1));
  return graph.op('Reshape', [value, target], shape, { Tshape: attr.type('int32') });
}
