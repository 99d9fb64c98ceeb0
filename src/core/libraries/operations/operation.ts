/** What a function on tensors is: its names in each library, and how shape and dtype of the result follow. Knows no values of the program. */
import type { Dim, Shape } from '../../shape/dim';

/** What an operation may ask of the call it is part of. Positions count all arguments, tensors included. */
export interface OperationCall {
  /** Shapes of the tensors it is applied to. */
  readonly shapes: readonly Shape[];
  /** Their dtypes; `int` and `float` for numbers of the program. */
  readonly dtypes: readonly string[];
  /** A list of sizes; null if it is not given, undefined if it is not known. */
  readonly dims: (position: number, ...names: readonly string[]) => readonly Dim[] | null | undefined;
  /** A whole number or a list of them; null if it is not given, undefined if it is not known. */
  readonly axes: (position: number, ...names: readonly string[]) => readonly number[] | null | undefined;
  /** Null if it is not given or none, undefined if it is not known. */
  readonly number: (position: number, ...names: readonly string[]) => number | null | undefined;
  /** Any number; null if it is not given or none, undefined if it is not known. */
  readonly fraction: (position: number, ...names: readonly string[]) => number | null | undefined;
  readonly flag: (position: number, ...names: readonly string[]) => boolean;
  /** As `flag`, for an argument that is true where it is left out. */
  readonly flagUnlessFalse: (position: number, ...names: readonly string[]) => boolean;
  readonly word: (position: number, ...names: readonly string[]) => string | null;
  /** Pairs of sizes, as `pad` takes them; a pair alone stands for each axis, a number for both of its sides. */
  readonly pairs: (position: number, ...names: readonly string[]) => readonly (readonly Dim[])[] | undefined;
  /** The shape of an argument that is no operand; null if it is not given, undefined if it is not known. */
  readonly shapeOf: (position: number, ...names: readonly string[]) => Shape | null | undefined;
  /** The dtype of such an argument; null if it is not given or not known. */
  readonly dtypeOf: (position: number, ...names: readonly string[]) => string | null;
  /** True where the argument is written as a list, or is an array of one axis or more. */
  readonly isList: (position: number, ...names: readonly string[]) => boolean;
  /** True where the argument is given as none. */
  readonly isNone: (position: number, ...names: readonly string[]) => boolean;
  /** Whole numbers by the names of arguments that are none of these: `rearrange(x, 'b (h p) -> b h p', p=2)`. */
  readonly named: () => ReadonlyMap<string, Dim>;
}

export interface Result {
  readonly shape: Shape;
  readonly dtype?: string;
}

/** One multiply-accumulate for each place and each element that is summed over there. */
export interface Product {
  readonly places: Shape;
  readonly over: readonly Dim[];
}

/** Several results; they have the dtype of the first operand where none is given. */
export interface Results {
  readonly many: readonly Shape[];
  readonly dtypes?: readonly string[];
}

/** The results; a text is the reason why they are not known; null means that the shapes do not fit. */
export type Outcome = Shape | Result | Results | string | null;

/**
 * `one`: the first argument; `two`: the first two; `list`: the tensors in the first argument; `lists`: those in the first two;
 * `each`: all that go by position; `rest`: those behind the first; or the names of the arguments in the order of positions.
 */
export type Operands = 'one' | 'two' | 'list' | 'lists' | 'each' | 'rest' | readonly (readonly string[])[];

export interface Operation {
  /** The class that a Keras summary shows: `Reshape`. */
  readonly className: string;
  readonly operands: Operands;
  readonly result: (call: OperationCall) => Outcome;
  /** The numbers of the result where the operands are sizes; by the class where it is left out (`sizes.ts`). */
  readonly sizes?: SizeRule;
  /** The products that it sums up, for what it gives; null where they are not known. Left out where it sums up none. */
  readonly products?: ProductRule;
}

export type ProductRule = (call: OperationCall, output: Shape) => readonly Product[] | null;

/** Numbers of operands and of the result; null for those of the data. */
export type SizeRule = (operands: readonly (Shape | null)[], call: OperationCall) => Shape | null;

/** The reason of a result whose argument could not be followed. */
export const NOT_FOLLOWED = 'an argument of the operation is not known';

export function operation(
  className: string,
  result: (call: OperationCall) => Outcome,
  operands: Operands = 'one',
): Operation {
  return { className, operands, result };
}

/** Sizes that cannot be left out: a size that is None by itself reads as an argument that is none. */
export function needed(call: OperationCall, position: number, name: string): Shape | null | undefined {
  return call.isNone(position, name) ? [null] : call.dims(position, name);
}
