/** Sizes of tensor axes and arithmetic on them. Knows nothing of layers, languages or source text. */
import { Symbolic } from './symbolic';

/**
 * The size of one axis: a number; an expression, which may be unknown to us; or `null`, the `None` of the framework: a
 * size that it leaves open until data come (the batch).
 */
export type Dim = number | Symbolic | null;

/** Sizes of all axes, the batch first. */
export type Shape = readonly Dim[];

export function isKnown(dim: Dim): dim is number {
  return typeof dim === 'number';
}

export function isSymbolic(dim: Dim): dim is Symbolic {
  return dim instanceof Symbolic;
}

export function add(a: Dim, b: Dim): Dim {
  return a === null || b === null ? null : Symbolic.sum(a, b);
}

export function subtract(a: Dim, b: Dim): Dim {
  return a === null || b === null ? null : Symbolic.sum(a, b, -1);
}

export function multiply(a: Dim, b: Dim): Dim {
  if (a === 0 || b === 0) return 0;
  return a === null || b === null ? null : Symbolic.product(a, b);
}

/** Rounded towards minus infinity, like Python's `//`; `null` for a divisor that is not a positive number. */
export function floorDivide(a: Dim, b: Dim): Dim {
  if (a === null || typeof b !== 'number' || b <= 0) return null;
  return typeof a === 'number' ? Math.floor(a / b) : Symbolic.floorDivide(a, b);
}

/** Rounded towards plus infinity: `⌈a / b⌉`. */
export function ceilDivide(a: Dim, b: Dim): Dim {
  if (typeof b !== 'number') return null;
  return floorDivide(add(a, b - 1), b);
}

export function maximum(a: Dim, b: Dim): Dim {
  if (a === null || b === null) return null;
  if (typeof a === 'number' && typeof b === 'number') return Math.max(a, b);
  if (sameDim(a, b)) return a;
  return Symbolic.ofAtom({ kind: 'max', left: a, right: b });
}

/** True only if both are surely the same size; two unknown sizes are not surely the same. */
export function sameDim(a: Dim, b: Dim): boolean {
  if (a === null || b === null) return false;
  return typeof a === 'number' || typeof b === 'number' ? a === b : a.key === b.key;
}

/** True if the two can be the same size in some run. */
export function compatible(a: Dim, b: Dim): boolean {
  return typeof a === 'number' && typeof b === 'number' ? a === b : true;
}

export function compatibleShapes(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((dim, axis) => compatible(dim, b[axis]!));
}

/** Equal in what is known and in what is not. */
export function equalShapes(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((dim, axis) => dim === b[axis] || sameDim(dim, b[axis]!));
}

/** As Python prints a shape: `(None, 28, 28, 1)`, `(3,)`, `()`. */
export function formatShape(shape: Shape): string {
  const inner = shape.map(formatDim).join(', ');
  return shape.length === 1 ? `(${inner},)` : `(${inner})`;
}

/** A size that we do not know, though the framework knows it. */
export function unknownDim(): Dim {
  return Symbolic.unknown();
}

export function isUnknownDim(dim: Dim): boolean {
  return dim instanceof Symbolic && dim.isUnknown;
}

/** `null` is written `None`, an unknown size `?`. */
export function formatDim(dim: Dim): string {
  return dim === null ? 'None' : String(dim);
}
