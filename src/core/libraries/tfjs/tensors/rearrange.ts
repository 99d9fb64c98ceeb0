/** Functions that arrange elements anew: reshape, transpose, concat, slice and the like. */

import { type ArrayValue, type CallArguments, unknown, type Value } from '../../../eval/value';
import { elementCount } from '../../../shape/count';
import { add, type Dim, formatShape, isKnown, multiply, type Shape, subtract, unknownDim } from '../../../shape/dim';
import { argument } from '../../common/data-calls';
import { arrayIn, axisIn, derived, dimsIn, integersIn, type TensorFunction } from './array';

export const rearrangement: ReadonlyMap<string, TensorFunction> = new Map<string, TensorFunction>([
  [
    'reshape',
    onShape(
      'reshape',
      (shape, args) => {
        const dims = dimsIn(argument(args, 1)?.value);
        return dims && reshaped(shape, dims);
      },
      [],
      checkReshape,
    ),
  ],
  ['flatten', onShape('flatten', (shape) => [shape.reduce<Dim>(multiply, 1)])],
  ['as1D', onShape('as1D', (shape) => [shape.reduce<Dim>(multiply, 1)])],
  ...[2, 3, 4, 5].map((rank): [string, TensorFunction] => [
    `as${rank}D`,
    onShape(`as${rank}D`, (_, args) =>
      args.positions.slice(1, rank + 1).map(({ value }) => dimsIn(value)?.[0] ?? unknownDim()),
    ),
  ]),
  [
    'expandDims',
    onShape('expandDims', (shape, args) => {
      const axis = axisIn(args, 1, 0);
      if (axis === null) return null;
      const at = axis < 0 ? axis + shape.length + 1 : axis;
      return [...shape.slice(0, at), 1, ...shape.slice(at)];
    }),
  ],
  [
    'squeeze',
    onShape('squeeze', (shape, args) => {
      const given = argument(args, 1)?.value;
      if (!given || given.kind === 'none') return shape.every(isKnown) ? shape.filter((dim) => dim !== 1) : null;
      const axes = integersIn(given)?.map((axis) => (axis < 0 ? axis + shape.length : axis));
      return axes ? shape.filter((_, axis) => !axes.includes(axis)) : null;
    }),
  ],
  [
    'transpose',
    onShape('transpose', (shape, args) => {
      const given = argument(args, 1)?.value;
      if (!given || given.kind === 'none') return [...shape].reverse();
      return integersIn(given)?.map((axis) => shape[axis] ?? unknownDim()) ?? null;
    }),
  ],
  [
    'tile',
    onShape(
      'tile',
      (shape, args) =>
        dimsIn(argument(args, 1)?.value)?.map((times, axis) => multiply(shape[axis] ?? unknownDim(), times)) ?? null,
    ),
  ],
  ['pad', onShape('pad', padded)],
  ...[1, 2, 3, 4].map((rank): [string, TensorFunction] => [`pad${rank}d`, onShape('pad', padded)]),
  ['slice', onShape('slice', sliced)],
  ...[1, 2, 3, 4].map((rank): [string, TensorFunction] => [`slice${rank}d`, onShape('slice', sliced)]),
  [
    'gather',
    onShape(
      'gather',
      (shape, args, [indices]) => {
        const axis = axisIn(args, 2, 0);
        if (axis === null || !indices?.shape) return null;
        const at = axis < 0 ? axis + shape.length : axis;
        return [...shape.slice(0, at), ...indices.shape, ...shape.slice(at + 1)];
      },
      [1],
    ),
  ],
  [
    'matMul',
    onShape(
      'matMul',
      (shape, args, [right]) => {
        if (args.positions.length > 2 || !right?.shape || shape.length < 2 || right.shape.length < 2) return null;
        return [...shape.slice(0, -1), right.shape.at(-1)!];
      },
      [1],
      (shape, args, [right]) => {
        const [inner, other] = [shape.at(-1), right?.shape?.at(-2)];
        const isPlain =
          args.positions.length === 2 && shape.length > 1 && isKnown(inner ?? null) && isKnown(other ?? null);
        return isPlain && inner !== other
          ? `matMul cannot multiply ${formatShape(shape)} by ${formatShape(right!.shape!)}: ${inner} columns, but ${other} rows`
          : null;
      },
    ),
  ],
]);

/** What TensorFlow.js would raise; null if nothing is surely wrong. */
type Refusal = (shape: Shape, args: CallArguments, more: readonly ArrayValue[]) => string | null;
type ShapeChange = (shape: Shape, args: CallArguments, more: readonly ArrayValue[]) => Shape | null;

/** A function of the shape of its first argument and of further tensors at given places. */
function onShape(name: string, change: ShapeChange, more: readonly number[] = [], refuses?: Refusal): TensorFunction {
  return (args, site, context) => {
    const from = arrayIn(argument(args, 0)?.value, site, context);
    if (from.kind === 'unknown') return from;
    const others: ArrayValue[] = [];
    for (const at of more) {
      const other = arrayIn(argument(args, at)?.value, site, context);
      if (other.kind === 'unknown') return other;
      others.push(other);
    }
    const refusal = from.shape ? (refuses?.(from.shape, args, others) ?? null) : null;
    if (refusal !== null) {
      context.fault('array-shape-mismatch', refusal, site.span);
      return unknown(`${name} fails`, site.span);
    }
    const shape = from.shape
      ? change(from.shape, args, others)
      : name === 'reshape'
        ? (dimsIn(argument(args, 1)?.value)?.map((dim) => (dim === -1 ? unknownDim() : dim)) ?? null)
        : null;
    const result = derived(from, shape, from.dtype, site.span, `${name} changes the shape`);
    // Where the first axis is kept the samples stay in place.
    return shape && from.shape && shape[0] === from.shape[0] ? { ...result, facts: from.facts } : result;
  };
}

function checkReshape(shape: Shape, args: CallArguments): string | null {
  const dims = dimsIn(argument(args, 1)?.value);
  const total = elementCount(shape);
  if (!dims?.every(isKnown) || typeof total !== 'number') return null;
  const sizes = dims as number[];
  const product = sizes.filter((size) => size !== -1).reduce((a, b) => a * b, 1);
  const fits = sizes.includes(-1) ? product !== 0 && total % product === 0 : product === total;
  return fits ? null : `${total} numbers of shape ${formatShape(shape)} cannot be reshaped to ${formatShape(dims)}`;
}

/** One size may be -1: what is left over. */
function reshaped(shape: Shape, dims: readonly Dim[]): Shape {
  const open = dims.indexOf(-1);
  if (open < 0) return dims;
  const rest = dims.filter((_, i) => i !== open).reduce<Dim>(multiply, 1);
  const total = elementCount(shape);
  const left =
    typeof total === 'number' && isKnown(rest) && rest > 0 && total % rest === 0 ? total / rest : unknownDim();
  return dims.map((dim, i) => (i === open ? left : dim));
}

function padded(shape: Shape, args: CallArguments): Shape | null {
  const pads = argument(args, 1)?.value;
  if (pads?.kind !== 'sequence' || pads.open) return null;
  // `pad1d` takes one pair without a list around it.
  const pairs = pads.items.every(({ kind }) => kind === 'number') ? [pads as Value] : pads.items;
  return shape.map((dim, axis) => {
    const pair = integersIn(pairs[axis]);
    return pair ? add(dim, (pair[0] ?? 0) + (pair[1] ?? 0)) : unknownDim();
  });
}

/** `slice(x, begin, size?)`: sizes of -1 or none reach to the end. */
function sliced(shape: Shape, args: CallArguments): Shape | null {
  const begin = dimsIn(argument(args, 1)?.value);
  const given = argument(args, 2)?.value;
  const size = given && given.kind !== 'none' ? dimsIn(given) : [];
  if (!begin || !size) return null;
  return shape.map((dim, axis) => {
    const wanted = size[axis];
    if (wanted !== undefined && wanted !== -1) return wanted;
    const start = begin[axis] ?? 0;
    return isKnown(start) && start < 0 ? unknownDim() : subtract(dim, start);
  });
}
