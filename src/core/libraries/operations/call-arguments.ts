/** What an operation asks of its call: sizes, axes, flags and words among the arguments. */
import type { EvalContext } from '../../eval/context';
import type { CallArgument, CallArguments, Value } from '../../eval/value';
import { sizesOf } from '../../graph/tensor-sizes';
import { type Dim, isKnown, type Shape, unknownDim } from '../../shape/dim';
import type { Span } from '../../text/span';
import { argument } from '../common/data-calls';
import { dtypeName, toArray } from '../numpy/arrays';
import type { OperationCall } from './operation';

/** The shape and dtype of an operand, and its numbers where they are sizes. */
export interface Part {
  readonly shape: Shape;
  readonly dtype: string;
  readonly sizes: Shape | null;
}

/** `hasGap` tells afterwards whether a flag was asked for whose value is not known. */
export function callOf(
  parts: readonly Part[],
  args: CallArguments,
  span: Span,
  context: EvalContext,
): OperationCall & { readonly hasGap: () => boolean } {
  let gap = args.open !== null;
  const dims = (position: number, ...names: readonly string[]): readonly Dim[] | null | undefined => {
    const given = argument(args, position, ...names);
    return !given || given.value.kind === 'none' ? null : dimsIn(given);
  };
  const numbers = (position: number, ...names: readonly string[]): readonly number[] | null | undefined => {
    const found = dims(position, ...names);
    return found?.every(isKnown) ? found : found === null ? null : undefined;
  };
  const truth = (initial: boolean, position: number, names: readonly string[]): boolean => {
    const value = argument(args, position, ...names)?.value;
    if (value && value.kind !== 'boolean' && value.kind !== 'none') gap = true;
    return value?.kind === 'boolean' ? value.value : initial;
  };
  return {
    shapes: parts.map(({ shape }) => shape),
    dtypes: parts.map(({ dtype }) => dtype),
    dims,
    axes: numbers,
    number: (position, ...names) => {
      const found = numbers(position, ...names);
      return found ? (found.length === 1 ? found[0]! : undefined) : found;
    },
    fraction: (position, ...names) => {
      const value = argument(args, position, ...names)?.value;
      return !value || value.kind === 'none' ? null : value.kind === 'number' ? value.value : undefined;
    },
    flag: (position, ...names) => truth(false, position, names),
    flagUnlessFalse: (position, ...names) => truth(true, position, names),
    word: (position, ...names) => {
      const value = argument(args, position, ...names)?.value;
      if (value?.kind === 'unknown') gap = true;
      return dtypeName(value);
    },
    pairs: (position, ...names) => pairsIn(argument(args, position, ...names)?.value),
    shapeOf: (position, ...names) => {
      const value = argument(args, position, ...names)?.value;
      if (!value || value.kind === 'none') return null;
      if (value.kind === 'tensor') return value.tensor.shape ?? undefined;
      return toArray(value, context, span)?.shape ?? undefined;
    },
    dtypeOf: (position, ...names) => {
      const value = argument(args, position, ...names)?.value;
      if (!value || value.kind === 'none') return null;
      if (value.kind === 'tensor') return value.tensor.dtype;
      if (value.kind === 'number') return value.float ? 'float32' : 'int32';
      return toArray(value, context, span)?.dtype ?? null;
    },
    isList: (position, ...names) => {
      const value = argument(args, position, ...names)?.value;
      return value?.kind === 'sequence' || (value?.kind === 'array' && value.shape?.length !== 0);
    },
    isNone: (position, ...names) => argument(args, position, ...names)?.value.kind === 'none',
    named: () => new Map([...args.names].map(([name, { value }]) => [name, dimIn(value)])),
    hasGap: () => gap,
  };
}

function pairsIn(value: Value | undefined): readonly (readonly Dim[])[] | undefined {
  if (value?.kind === 'number') return [[dimIn(value), dimIn(value)]];
  if (value?.kind !== 'sequence' || value.open) return undefined;
  // `((before, after),)` and `(before, after)` are the same for each axis.
  if (value.items.length > 0 && value.items.every(({ kind }) => kind === 'number' || kind === 'symbolic'))
    return [value.items.map(dimIn)];
  const pairs = value.items.map((item) => (item.kind === 'sequence' && !item.open ? item.items.map(dimIn) : null));
  return pairs.every((pair) => pair !== null) ? (pairs as readonly (readonly Dim[])[]) : undefined;
}

function dimsIn({ value }: CallArgument): readonly Dim[] | undefined {
  if (value.kind === 'sequence') return value.open ? undefined : value.items.map(dimIn);
  if (value.kind === 'tensor') return sizesOf(value.tensor) ?? undefined;
  return value.kind === 'number' || value.kind === 'symbolic' ? [dimIn(value)] : undefined;
}

/** A size as `tf.shape` and `x.shape` give it: none is the framework's own None. */
function dimIn(value: Value): Dim {
  if (value.kind === 'none') return null;
  if (value.kind === 'tensor') {
    const sizes = sizesOf(value.tensor);
    return sizes?.length === 1 ? sizes[0]! : unknownDim();
  }
  if (value.kind === 'number' && Number.isInteger(value.value)) return value.value;
  return value.kind === 'symbolic' ? value.value : unknownDim();
}
