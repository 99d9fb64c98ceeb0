/** What reshaping, joining and reducing do to shapes. Null where the shapes do not fit; unknown dims flow. */
import { add, compatible, type Dim, floorDivide, isKnown, isUnknownDim, multiply, type Shape, unknownDim } from './dim';

/** A place in a shape, counted from the end if negative; null if there is no such axis. */
export function axisIndex(axis: number, rank: number): number | null {
  const index = axis < 0 ? axis + rank : axis;
  return Number.isInteger(index) && index >= 0 && index < rank ? index : null;
}

function product(shape: Shape): Dim {
  return shape.reduce<Dim>(multiply, 1);
}

/** The shape both stretch to, last axes laid over each other; axes of size 1 stretch. */
export function broadcast(a: Shape, b: Shape): Shape | null {
  if (a.length < b.length) return broadcast(b, a);
  const lead = a.length - b.length;
  const joined: Dim[] = a.slice(0, lead);
  for (const [i, other] of b.entries()) {
    const own = a[lead + i]!;
    if (own === 1) joined.push(other);
    else if (other === 1) joined.push(own);
    else if (!compatible(own, other)) return null;
    // A size that is not known may be 1, or else it is the other one.
    else
      joined.push(
        isKnown(own)
          ? own
          : isKnown(other)
            ? other
            : own === other
              ? own
              : isUnknownDim(own) || isUnknownDim(other)
                ? unknownDim()
                : own,
      );
  }
  return joined;
}

/** `target` may hold one −1, whose size follows from the rest. */
export function reshape(shape: Shape, target: readonly Dim[]): Shape | null {
  const open = target.indexOf(-1);
  const total = product(shape);
  if (open < 0) return compatible(total, product(target)) ? target : null;
  const rest = product(target.filter((_, i) => i !== open));
  if (isKnown(total) && isKnown(rest) && (rest === 0 || total % rest !== 0)) return null;
  // Beside a size that is only known when the program runs, -1 is None to the framework as well.
  const size = rest === null ? null : isKnown(rest) ? floorDivide(total, rest) : unknownDim();
  return target.map((dim, i) => (i === open ? size : dim));
}

export function expandDims(shape: Shape, axis: number): Shape | null {
  const at = axis < 0 ? axis + shape.length + 1 : axis;
  return at < 0 || at > shape.length ? null : [...shape.slice(0, at), 1, ...shape.slice(at)];
}

/** Without the axes given, or without all axes of size 1. */
export function squeeze(shape: Shape, axes: readonly number[] | null): Shape | null {
  if (axes === null) return shape.filter((dim) => dim !== 1);
  const gone = new Set(axes.map((axis) => axisIndex(axis, shape.length)));
  if ([...gone].some((axis) => axis === null || !compatible(shape[axis]!, 1))) return null;
  return shape.filter((_, axis) => !gone.has(axis));
}

export function transpose(shape: Shape, order: readonly number[] | null): Shape | null {
  if (order === null) return [...shape].reverse();
  const axes = order.map((axis) => axisIndex(axis, shape.length));
  return order.length === shape.length && new Set(axes).size === shape.length && !axes.includes(null)
    ? axes.map((axis) => shape[axis!]!)
    : null;
}

/** Joined along an axis that exists. */
export function concatenate(shapes: readonly Shape[], axis: number): Shape | null {
  const [first, ...others] = shapes;
  const at = first ? axisIndex(axis, first.length) : null;
  if (!first || at === null) return null;
  return others.reduce<Shape | null>((joined, shape) => {
    if (!joined || shape.length !== joined.length) return null;
    if (shape.some((dim, i) => i !== at && !compatible(dim, joined[i]!))) return null;
    return joined.map((dim, i) => (i === at ? add(dim, shape[i]!) : isKnown(dim) ? dim : shape[i]!));
  }, first);
}

/** Joined along a new axis. */
export function stack(shapes: readonly Shape[], axis: number): Shape | null {
  const [first] = shapes;
  if (
    !first ||
    shapes.some((shape) => shape.length !== first.length || shape.some((dim, i) => !compatible(dim, first[i]!)))
  )
    return null;
  const wide = expandDims(first, axis);
  const at = axis < 0 ? axis + first.length + 1 : axis;
  return wide?.map((dim, i) => (i === at ? shapes.length : dim)) ?? null;
}

/** Sums, means and the like: the axes given (or all) go away, or stay with size 1. */
export function reduce(shape: Shape, axes: readonly number[] | null, keepDims: boolean): Shape | null {
  const gone = axes === null ? new Set(shape.keys()) : new Set(axes.map((axis) => axisIndex(axis, shape.length)));
  if ([...gone].includes(null as never)) return null;
  return keepDims ? shape.map((dim, axis) => (gone.has(axis) ? 1 : dim)) : shape.filter((_, axis) => !gone.has(axis));
}

/** Rows of `a` by columns of `b` (`numpy.matmul`). */
export function matmul(a: Shape, b: Shape): Shape | null {
  if (a.length === 0 || b.length === 0) return null;
  if (a.length === 1) return matmulTail([1, ...a], b, true, b.length === 1);
  return matmulTail(a, b, false, b.length === 1);
}

function matmulTail(a: Shape, b: Shape, dropRow: boolean, dropColumn: boolean): Shape | null {
  const right = dropColumn ? [...b, 1] : b;
  if (!compatible(a.at(-1)!, right.at(-2)!)) return null;
  const lead = broadcast(a.slice(0, -2), right.slice(0, -2));
  return lead && [...lead, ...(dropRow ? [] : [a.at(-2)!]), ...(dropColumn ? [] : [right.at(-1)!])];
}

/** Length of `start:stop:step` over an axis; null bounds are left out. Unknown where the axis is. */
export function sliceLength(dim: Dim, start: number | null, stop: number | null, step: number | null): Dim {
  if (start === null && stop === null && (step === null || step === -1)) return dim;
  if (!isKnown(dim)) return dim === null ? null : unknownDim();
  const by = step ?? 1;
  if (by === 0) return unknownDim();
  const clamp = (at: number): number => (by > 0 ? Math.max(0, Math.min(at, dim)) : Math.max(-1, Math.min(at, dim - 1)));
  const from = clamp(start === null ? (by > 0 ? 0 : dim - 1) : start < 0 ? start + dim : start);
  const to = stop === null ? (by > 0 ? dim : -1) : clamp(stop < 0 ? stop + dim : stop);
  return Math.max(0, Math.ceil((to - from) / by));
}
