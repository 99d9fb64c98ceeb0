/** Attributes and methods of arrays. */
import { arrayChanged, numbersOf } from '../../eval/array-numbers';
import type { EvalContext } from '../../eval/context';
import { unknownNumber } from '../../eval/unknown-number';
import {
  type ArrayValue,
  builtin,
  type CallArguments,
  list,
  none,
  number,
  shapeValue,
  string,
  unknown,
  type Value,
} from '../../eval/value';
import { elementCount } from '../../shape/count';
import { type Dim, formatShape, multiply, type Shape, unknownDim } from '../../shape/dim';
import * as transform from '../../shape/transform';
import type { Span } from '../../text/span';
import { argument, booleanIn, numberIn } from '../common/data-calls';
import { array, axesOf, derived, dimsOf, dtypeName } from './arrays';

export function arrayAttribute(from: ArrayValue, name: string, span: Span, context: EvalContext): Value | null {
  const { shape } = from;
  switch (name) {
    case 'shape':
      return shape ? shapeValue(shape) : unknown(from.reason ?? 'the shape of the array is not known', span);
    case 'ndim':
      return shape ? number(shape.length) : unknown(from.reason ?? 'the shape of the array is not known', span);
    case 'size': {
      const count = shape ? elementCount(shape) : null;
      return typeof count === 'number' ? number(count) : unknown('the size of the array is not known', span);
    }
    case 'dtype':
      return from.dtype ? string(from.dtype) : unknown('the dtype is not known', span);
    case 'T':
      return derived(from, shape && transform.transpose(shape, null), span, 'it is transposed');
    case 'tolist':
      return builtin('ndarray.tolist', (_, site) => {
        const numbers = numbersOf(from);
        return numbers ? list(numbers) : unknown('values are those of the running program', site.span);
      });
    case 'item':
      return builtin(`ndarray.${name}`, (_, site) => unknown('values are those of the running program', site.span));
    default:
      break;
  }
  if (name === 'set_shape' && from.library === 'tensorflow')
    return builtin('Tensor.set_shape', (args) => {
      narrow(from, dimsOrOpen(argument(args, 0, 'shape')?.value), context);
      return none;
    });
  const method = methods.get(name);
  if (method) return builtin(`ndarray.${name}`, (args, site) => method(from, args, site.span, context));
  if (reductions.has(name)) return builtin(`ndarray.${name}`, (args, site) => reduced(from, args, site.span, name));
  return null;
}

/** Sizes that are open become those that the program knows, in the tensor itself. */
function narrow(from: ArrayValue, sizes: Shape | null, { journal }: EvalContext): void {
  if (!sizes || (from.shape && from.shape.length !== sizes.length)) return;
  const shape = sizes.map((dim, axis) => (dim === null ? (from.shape ? from.shape[axis]! : null) : dim));
  journal.set(from as { shape: Shape | null }, 'shape', shape);
}

/** A shape in which none stands for a size that stays open. */
function dimsOrOpen(value: Value | undefined): Shape | null {
  if (value?.kind !== 'sequence' || value.open) return null;
  const sizes = value.items.map((item) => (item.kind === 'none' ? null : dimsOf(item)?.[0]));
  return sizes.every((size) => size !== undefined) ? sizes : null;
}

function changed(): Value {
  arrayChanged();
  return none;
}

type Method = (from: ArrayValue, args: CallArguments, span: Span, context: EvalContext) => Value;

/** Sums and the like. What they give for whole arrays is a value of the running program. */
export const reductions: ReadonlySet<string> = new Set([
  'sum',
  'mean',
  'max',
  'min',
  'std',
  'var',
  'prod',
  'argmax',
  'argmin',
  'any',
  'all',
  'median',
]);

export function reduced(from: ArrayValue, args: CallArguments, span: Span, name: string, firstAxis = 0): Value {
  const axes = axesOf(argument(args, firstAxis, 'axis'));
  if (!from.shape || axes === undefined) return unknown('the axis is not known', span);
  const keep = booleanIn(argument(args, null, 'keepdims')) ?? false;
  const shape = transform.reduce(from.shape, axes, keep);
  if (!shape) return unknown('the array has no such axis', span);
  const dtype = from.library === 'numpy' ? reducedDtype(name, from.dtype) : from.dtype;
  return shape.length === 0
    ? (unknownScalar(dtype, span) ?? unknown('it is a value of the running program', span))
    : { ...array(shape, dtype, span, `${name} over an axis`), library: from.library };
}

function unknownScalar(dtype: string | null, span: Span): Value | null {
  if (!dtype || dtype === 'bool') return null;
  return unknownNumber('it is a value of the running program', span, dtype.startsWith('float') ? 'float64' : 'int64');
}

/** Means of whole numbers are broken ones, and sums of small ones are large. */
function reducedDtype(name: string, dtype: string | null): string | null {
  if (name.startsWith('arg')) return 'int64';
  if (name === 'any' || name === 'all') return 'bool';
  if (dtype === null || dtype.startsWith('float')) return dtype;
  if (['mean', 'std', 'var', 'median'].includes(name)) return 'float64';
  return name === 'sum' || name === 'prod' ? (dtype.startsWith('u') ? 'uint64' : 'int64') : dtype;
}

/** Reports a reshape that cannot be, and gives the result. */
export function reshaped(from: ArrayValue, target: readonly Dim[] | null, span: Span, context: EvalContext): Value {
  if (!from.shape || !target)
    return derived(from, target?.map((dim) => (dim === -1 ? unknownDim() : dim)) ?? null, span, 'it is reshaped');
  const shape = transform.reshape(from.shape, target);
  if (!shape) {
    const wanted: Shape = target;
    context.fault(
      'reshape-mismatch',
      `an array of shape ${formatShape(from.shape)} cannot be reshaped into ${formatShape(wanted)}`,
      span,
    );
    return unknown('the array cannot be reshaped so', span);
  }
  return derived(from, shape, span, `it is reshaped to ${formatShape(shape)}`);
}

/** `reshape(a, b)` and `reshape((a, b))`. */
function sizesIn(args: CallArguments): readonly Dim[] | null {
  const given = argument(args, 0, 'shape', 'newshape')?.value;
  if (given?.kind === 'sequence') return dimsOf(given);
  if (args.open) return null;
  return args.positions.flatMap(({ value }) => dimsOf(value) ?? []);
}

const methods: ReadonlyMap<string, Method> = new Map<string, Method>([
  ['astype', (from, args) => ({ ...from, dtype: dtypeName(argument(args, 0, 'dtype')?.value) })],
  ['copy', (from) => from],
  ['numpy', (from) => ({ ...from, library: 'numpy' })],
  ['reshape', (from, args, span, context) => reshaped(from, sizesIn(args), span, context)],
  ['flatten', (from, _, span, context) => reshaped(from, [-1], span, context)],
  ['ravel', (from, _, span, context) => reshaped(from, [-1], span, context)],
  [
    'squeeze',
    (from, args, span) =>
      derived(
        from,
        from.shape && transform.squeeze(from.shape, axesOf(argument(args, 0, 'axis')) ?? null),
        span,
        'it is squeezed',
      ),
  ],
  [
    'transpose',
    (from, args, span) => {
      const order = args.positions.length
        ? sizesIn(args)?.filter((dim): dim is number => typeof dim === 'number')
        : null;
      return derived(from, from.shape && transform.transpose(from.shape, order ?? null), span, 'it is transposed');
    },
  ],
  [
    'swapaxes',
    (from, args, span) => {
      const [a, b] = [numberIn(args.positions[0]), numberIn(args.positions[1])];
      if (!from.shape || a === null || b === null) return unknown('the axes are not known', span);
      const order = [...from.shape.keys()];
      const [i, j] = [transform.axisIndex(a, order.length), transform.axisIndex(b, order.length)];
      if (i === null || j === null) return unknown('the array has no such axis', span);
      [order[i], order[j]] = [order[j]!, order[i]!];
      return derived(from, transform.transpose(from.shape, order), span, 'two axes are swapped');
    },
  ],
  ['repeat', (from, args, span) => repeated(from, args, span, 0)],
  ['clip', (from) => ({ ...from })],
  ['round', (from) => ({ ...from })],
  ['fill', changed],
  ['sort', changed],
  [
    'dot',
    (from, args, span) => {
      const other = argument(args, 0, 'b')?.value;
      const shape =
        other?.kind === 'array' && from.shape && other.shape ? transform.matmul(from.shape, other.shape) : null;
      return shape ? array(shape, from.dtype, span, 'a product') : unknown('the product is not followed', span);
    },
  ],
]);

/** `repeat(n, axis)`. */
export function repeated(from: ArrayValue, args: CallArguments, span: Span, first: number): Value {
  const repeats = argument(args, first, 'repeats')?.value;
  const times = repeats?.kind === 'number' ? repeats.value : null;
  const axis = numberIn(argument(args, first + 1, 'axis'));
  if (repeats?.kind === 'sequence' && axis === null && repeats.items.length > 1) {
    // One number for each element.
    const each = dimsOf(repeats);
    if (each?.every((dim) => typeof dim === 'number'))
      return array([each.reduce((sum, dim) => sum + dim, 0)], from.dtype, span, 'it is repeated');
  }
  if (!from.shape || times === null) return unknown('how often it is repeated is not known', span);
  const flat = transform.reshape(from.shape, [-1])!;
  if (axis === null) return array([multiply(flat[0]!, times)], from.dtype, span, 'it is repeated');
  const at = transform.axisIndex(axis, from.shape.length);
  if (at === null) return unknown('the array has no such axis', span);
  return derived(
    from,
    from.shape.map((dim, i) => (i === at ? multiply(dim, times) : dim)),
    span,
    'it is repeated',
  );
}
