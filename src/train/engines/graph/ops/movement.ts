/** Operations that move elements and leave them as they are: reshape, transpose, pad, crop, join, resize. */

import { attr, type GraphBuilder, type Value, type ValueShape } from '../builder';
import type { Trace } from '../trace';
import { reshaped } from './shapes';

const PADDINGS = { Tpaddings: attr.type('int32') };

/** At most one dim of either shape may be `null`. */
export function reshape(trace: Trace, value: Value, shape: ValueShape): Value {
  const y = reshaped(trace.graph, value, shape);
  if (y === value) return value;
  return trace.record(y, [value], [(dy) => reshaped(trace.graph, dy, value.shape)]);
}

/** Axis `i` of the result is axis `order[i]` of the value. */
export function transpose(trace: Trace, value: Value, order: readonly number[]): Value {
  const { graph } = trace;
  const back = order.map((_, axis) => order.indexOf(axis));
  const y = transposed(graph, value, order);
  return trace.record(y, [value], [(dy) => transposed(graph, dy, back)]);
}

/** Zeros before and after, per axis. */
export function pad(trace: Trace, value: Value, pads: readonly (readonly [number, number])[]): Value {
  const { graph } = trace;
  const y = padded(graph, value, pads);
  const starts = pads.map(([before]) => before);
  return trace.record(y, [value], [(dy) => sliced(graph, dy, starts, value.shape)]);
}

/** Cuts off elements before and after, per axis. */
export function crop(trace: Trace, value: Value, cuts: readonly (readonly [number, number])[]): Value {
  const { graph } = trace;
  const shape = value.shape.map((dim, axis) => (dim === null ? null : dim - cuts[axis]![0] - cuts[axis]![1]));
  const y = sliced(
    graph,
    value,
    cuts.map(([before]) => before),
    shape,
  );
  return trace.record(y, [value], [(dy) => padded(graph, dy, cuts)]);
}

/** One after the other along an axis, which is not the batch. */
export function concatenate(trace: Trace, values: readonly Value[], axis: number): Value {
  const { graph } = trace;
  const sizes = values.map((value) => value.shape[axis]!);
  const shape = values[0]!.shape.map((dim, at) => (at === axis ? sizes.reduce((sum, size) => sum + size, 0) : dim));
  const attributes = { N: attr.int(values.length), Tidx: attr.type('int32') };
  const y = graph.op('ConcatV2', [...values, graph.int(axis)], shape, attributes);
  let start = 0;
  const gradients = values.map((value) => {
    const starts = shape.map((_, at) => (at === axis ? start : 0));
    start += value.shape[axis]!;
    return (dy: Value) => sliced(graph, dy, starts, value.shape);
  });
  return trace.record(y, values, gradients);
}

/** Images `[batch, height, width, channels]` in another size, as TensorFlow samples them without half pixels. */
export function resize(
  trace: Trace,
  value: Value,
  size: readonly [number, number],
  how: 'nearest' | 'bilinear',
): Value {
  const { graph } = trace;
  const [batch, height, width, channels] = value.shape;
  const shape = [batch!, ...size, channels!];
  if (how === 'nearest') {
    const y = graph.op('ResizeNearestNeighbor', [value, graph.ints(size)], shape);
    const original = graph.ints([height!, width!]);
    const gradient = (dy: Value) => graph.op('ResizeNearestNeighborGrad', [dy, original], value.shape);
    return trace.record(y, [value], [gradient]);
  }
  const y = graph.op('ResizeBilinear', [value, graph.ints(size)], shape);
  return trace.record(y, [value], [(dy) => graph.op('ResizeBilinearGrad', [dy, value], value.shape)]);
}

/** Each sample `[units]` as `times` equal rows. */
export function repeatRows(trace: Trace, value: Value, times: number): Value {
  const { graph } = trace;
  const [batch, units] = value.shape;
  const single = reshape(trace, value, [batch!, 1, units!]);
  const tiles = { Tmultiples: attr.type('int32') };
  const y = graph.op('Tile', [single, graph.ints([1, times, 1])], [batch!, times, units!], tiles);
  const attributes = { Tidx: attr.type('int32'), keep_dims: attr.bool(true) };
  return trace.record(y, [single], [(dy) => graph.op('Sum', [dy, graph.ints([1])], single.shape, attributes)]);
}

/** Blocks of positions become batches, so that a dilated window becomes a dense one. */
export function spaceToBatch(
  trace: Trace,
  value: Value,
  block: readonly number[],
  pads: readonly (readonly [number, number])[],
): Value {
  const { graph } = trace;
  const [blocks, paddings] = [graph.ints(block), matrix(graph, pads)];
  const types = { Tblock_shape: attr.type('int32') };
  const space = block.map((size, axis) => (value.shape[axis + 1]! + pads[axis]![0] + pads[axis]![1]) / size);
  const y = graph.op('SpaceToBatchND', [value, blocks, paddings], [null, ...space, value.shape.at(-1)!], {
    ...types,
    ...PADDINGS,
  });
  const gradient = (dy: Value) =>
    graph.op('BatchToSpaceND', [dy, blocks, paddings], value.shape, { ...types, Tcrops: attr.type('int32') });
  return trace.record(y, [value], [gradient]);
}

/** The way back; `crops` are cut off the result. */
export function batchToSpace(
  trace: Trace,
  value: Value,
  block: readonly number[],
  crops: readonly (readonly [number, number])[],
): Value {
  const { graph } = trace;
  const [blocks, cuts] = [graph.ints(block), matrix(graph, crops)];
  const types = { Tblock_shape: attr.type('int32') };
  const space = block.map((size, axis) => value.shape[axis + 1]! * size - crops[axis]![0] - crops[axis]![1]);
  const y = graph.op('BatchToSpaceND', [value, blocks, cuts], [null, ...space, value.shape.at(-1)!], {
    ...types,
    Tcrops: attr.type('int32'),
  });
  const gradient = (dy: Value) =>
    graph.op('SpaceToBatchND', [dy, blocks, cuts], value.shape, { ...types, ...PADDINGS });
  return trace.record(y, [value], [gradient]);
}

function transposed(graph: GraphBuilder, value: Value, order: readonly number[]): Value {
  const shape = order.map((axis) => value.shape[axis]!);
  return graph.op('Transpose', [value, graph.ints(order)], shape, { Tperm: attr.type('int32') });
}

function padded(graph: GraphBuilder, value: Value, pads: readonly (readonly [number, number])[]): Value {
  const shape = value.shape.map((dim, axis) => (dim === null ? null : dim + pads[axis]![0] + pads[axis]![1]));
  return graph.op('Pad', [value, matrix(graph, pads)], shape, PADDINGS);
}

function sliced(graph: GraphBuilder, value: Value, starts: readonly number[], shape: ValueShape): Value {
  const sizes = graph.ints(shape.map((dim) => dim ?? -1));
  return graph.op('Slice', [value, graph.ints(starts), sizes], shape, { Index: attr.type('int32') });
}

/** A constant of two columns. */
function matrix(graph: GraphBuilder, rows: readonly (readonly [number, number])[]): string {
  const types = { T: attr.type('int32'), Tshape: attr.type('int32') };
  return graph.node('Reshape', [graph.ints(rows.flat()), graph.ints([rows.length, 2])], types);
}
