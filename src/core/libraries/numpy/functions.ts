/** Functions of the module `numpy`. */
import { arrayChanged } from '../../eval/array-numbers';
import type { EvalContext } from '../../eval/context';
import { describe } from '../../eval/helpers';
import {
  type ArrayValue,
  type BuiltinValue,
  builtin,
  type CallArguments,
  none,
  number,
  type UnknownValue,
  unknown,
  type Value,
} from '../../eval/value';
import { type Dim, isKnown, type Shape, unknownDim } from '../../shape/dim';
import * as transform from '../../shape/transform';
import type { Span } from '../../text/span';
import { argument, booleanIn, numberIn } from '../common/data-calls';
import { array, axesOf, derived, dimOf, dimsOf, dtypeName, toArray, unknownArray } from './arrays';
import { furtherFunctions, places } from './further-functions';
import { reduced, reductions, repeated, reshaped } from './methods';
import { arange, linspace } from './ranges';
import { splitArray } from './split';

type Body = (args: CallArguments, span: Span, context: EvalContext) => Value;

export function numpyFunction(name: string): BuiltinValue | null {
  const body =
    bodies.get(name) ??
    (furtherFunctions.has(name) ? scalarOr(name, furtherFunctions.get(name)!) : undefined) ??
    (reductions.has(name) ? reduction(name) : elementwise.has(name) ? scalarOr(name, elementwiseBody) : undefined);
  return body ? builtin(`numpy.${name}`, (args, site, context) => body(args, site.span, context)) : null;
}

/** The array in an argument; unknown with the reason where there is none. */
function arrayIn(
  args: CallArguments,
  at: number,
  span: Span,
  context: EvalContext,
  ...names: readonly string[]
): ArrayValue | null {
  const value = argument(args, at, ...names)?.value;
  return value ? toArray(value, context, span) : null;
}

const notFollowed = (span: Span): UnknownValue => unknown('the array is not followed', span);

function filled(defaultDtype: string | null): Body {
  return (args, span) => {
    const shape = dimsOf(argument(args, 0, 'shape')?.value);
    const dtype =
      argument(args, null, 'dtype')?.value ??
      [...args.positions.slice(1)]
        .map(({ value }) => value)
        .find(({ kind }) => kind !== 'number' && kind !== 'boolean');
    return shape ? array(shape, dtype ? dtypeName(dtype) : defaultDtype, span, 'it is made here') : notFollowed(span);
  };
}

const like: Body = (args, span, context) => {
  const from = arrayIn(args, 0, span, context, 'a');
  return from?.shape
    ? array(from.shape, dtypeName(argument(args, null, 'dtype')?.value) ?? from.dtype, span, 'it is made here')
    : notFollowed(span);
};

function onArray(change: (from: ArrayValue, args: CallArguments, span: Span, context: EvalContext) => Value): Body {
  return (args, span, context) => {
    const from = arrayIn(args, 0, span, context, 'a', 'arr', 'array', 'x', 'object');
    return from ? change(from, args, span, context) : notFollowed(span);
  };
}

function reduction(name: string): Body {
  return onArray((from, args, span) => reduced(from, args, span, name, 1));
}

/** Functions of one array that leave its shape. */
const elementwise: ReadonlySet<string> = new Set([
  'abs',
  'absolute',
  'square',
  'sign',
  'floor',
  'ceil',
  'round',
  'clip',
  'ascontiguousarray',
  'nan_to_num',
  'flip',
  'fliplr',
  'flipud',
  'sort',
  'cumsum',
  'negative',
  'copy',
  'roll',
]);
const elementwiseBody: Body = onArray((from) => ({ ...from }));

/** Functions of one number; a number of NumPy is one of Python to all that follows. */
const ofNumber: Readonly<Record<string, (value: number) => number>> = {
  abs: Math.abs,
  absolute: Math.abs,
  exp: Math.exp,
  log: Math.log,
  log2: Math.log2,
  log10: Math.log10,
  sqrt: Math.sqrt,
  square: (value) => value * value,
  floor: Math.floor,
  ceil: Math.ceil,
  sign: Math.sign,
  negative: (value) => -value,
};

function scalarOr(name: string, body: Body): Body {
  const compute = ofNumber[name];
  if (!compute) return body;
  return (args, span, context) => {
    const [first] = args.positions;
    if (first?.value.kind !== 'number') return body(args, span, context);
    const result = compute(first.value.value);
    const float = first.value.float || !['abs', 'absolute', 'square', 'sign', 'negative'].includes(name);
    return Number.isFinite(result) ? number(result, float) : unknown('the number is not finite', span);
  };
}

interface Joined {
  readonly shapes: readonly Shape[];
  /** The dtype that all have. */
  readonly dtype: string | null;
  /** There are some arrays of the one shape, and it is not known how many. */
  readonly open?: boolean;
}

/** The arrays in a list argument. */
function arraysIn(args: CallArguments, span: Span, context: EvalContext): Joined | UnknownValue {
  const value = argument(args, 0, 'arrays', 'tup', 'seq')?.value ?? notFollowed(span);
  const items = context.iterate(value, span);
  if ('kind' in items) {
    const each = items.element && toArray(items.element, context, span);
    return each?.shape ? { shapes: [each.shape], dtype: each.dtype, open: true } : items;
  }
  const arrays = items.map((item) => toArray(item, context, span));
  const shapes = arrays.map((each) => each?.shape ?? null);
  const dtype = arrays[0]?.dtype ?? null;
  if (shapes.every((shape) => shape !== null))
    return { shapes, dtype: arrays.every((each) => each?.dtype === dtype) ? dtype : null };
  const missing = items.find((item) => item.kind === 'unknown');
  return missing?.kind === 'unknown' ? unknown(missing.reason, span) : notFollowed(span);
}

function joined(join: (shapes: readonly Shape[], axis: number) => Shape | null, fixedAxis?: number): Body {
  return (args, span, context) => {
    const given = arraysIn(args, span, context);
    const axis = fixedAxis ?? (argument(args, 1, 'axis') ? numberIn(argument(args, 1, 'axis')) : 0);
    if ('kind' in given) return given;
    const shape = axis === null ? null : join(given.shapes, axis);
    if (!shape || axis === null) return notFollowed(span);
    const at = transform.axisIndex(axis, shape.length);
    return array(
      given.open ? shape.map((dim, i) => (i === at ? unknownDim() : dim)) : shape,
      given.dtype,
      span,
      'arrays are joined',
    );
  };
}

/** `np.array(x)`: an array also of what is not known. */
const converted: Body = (args, span, context) => {
  const given = argument(args, 0, 'object', 'a')?.value ?? notFollowed(span);
  const from = toArray(given, context, span) ?? (given.kind === 'unknown' ? unknownArray(given.reason, span) : null);
  return from
    ? { ...from, dtype: dtypeName(argument(args, 1, 'dtype')?.value) ?? from.dtype }
    : unknown(`an array of ${describe(given)} is not followed`, span);
};

const bodies: ReadonlyMap<string, Body> = new Map<string, Body>([
  ['zeros', filled('float64')],
  ['ones', filled('float64')],
  ['empty', filled('float64')],
  [
    'full',
    (args, span, context) => {
      const value = argument(args, 1, 'fill_value')?.value;
      const whole = value?.kind === 'number' && !value.float ? 'int64' : value?.kind === 'boolean' ? 'bool' : 'float64';
      return filled(value?.kind === 'number' || value?.kind === 'boolean' ? whole : null)(args, span, context);
    },
  ],
  ['zeros_like', like],
  ['ones_like', like],
  ['empty_like', like],
  ['full_like', like],
  ['array', converted],
  ['asarray', converted],
  [
    'reshape',
    onArray((from, args, span, context) =>
      reshaped(from, dimsOf(argument(args, 1, 'newshape', 'shape')?.value), span, context),
    ),
  ],
  [
    'expand_dims',
    onArray((from, args, span) => {
      const axes = axesOf(argument(args, 1, 'axis'));
      const shape =
        axes && from.shape
          ? axes.reduce<Shape | null>((wide, axis) => wide && transform.expandDims(wide, axis), from.shape)
          : null;
      return derived(from, shape, span, 'an axis is added');
    }),
  ],
  [
    'squeeze',
    onArray((from, args, span) =>
      derived(
        from,
        from.shape && transform.squeeze(from.shape, axesOf(argument(args, 1, 'axis')) ?? null),
        span,
        'it is squeezed',
      ),
    ),
  ],
  [
    'transpose',
    onArray((from, args, span) => {
      const order = axesOf(argument(args, 1, 'axes'));
      return derived(
        from,
        from.shape && order !== undefined ? transform.transpose(from.shape, order) : null,
        span,
        'it is transposed',
      );
    }),
  ],
  [
    'moveaxis',
    onArray((from, args, span) => {
      const [source, target] = [numberIn(argument(args, 1, 'source')), numberIn(argument(args, 2, 'destination'))];
      if (!from.shape || source === null || target === null) return notFollowed(span);
      const at = transform.axisIndex(source, from.shape.length);
      const to = transform.axisIndex(target, from.shape.length);
      if (at === null || to === null) return notFollowed(span);
      const rest = from.shape.filter((_, axis) => axis !== at);
      return derived(from, [...rest.slice(0, to), from.shape[at]!, ...rest.slice(to)], span, 'an axis is moved');
    }),
  ],
  ['concatenate', joined(transform.concatenate)],
  ['split', onArray(splitArray)],
  ['array_split', onArray(splitArray)],
  [
    'vstack',
    joined(
      (shapes, axis) =>
        transform.concatenate(
          shapes.map((shape) => (shape.length === 1 ? [1, ...shape] : shape)),
          axis,
        ),
      0,
    ),
  ],
  ['hstack', joined((shapes) => transform.concatenate(shapes, shapes[0]?.length === 1 ? 0 : 1), 0)],
  ['stack', joined(transform.stack)],
  ['repeat', onArray((from, args, span) => repeated(from, args, span, 1))],
  [
    'tile',
    onArray((from, args, span) => {
      const times = dimsOf(argument(args, 1, 'reps')?.value);
      if (!from.shape || !times?.every(isKnown)) return notFollowed(span);
      const wide = [...new Array<Dim>(Math.max(0, times.length - from.shape.length)).fill(1), ...from.shape];
      const lead = wide.length - times.length;
      return array(
        wide.map((dim, i) => (i < lead || !isKnown(dim) ? dim : dim * (times[i - lead] as number))),
        from.dtype,
        span,
        'it is tiled',
      );
    }),
  ],
  [
    'pad',
    onArray((from, args, span) => {
      const widths = argument(args, 1, 'pad_width')?.value;
      if (!from.shape || !widths) return notFollowed(span);
      const around = widths.kind === 'number' ? [widths.value, widths.value] : null;
      const pairs = around ? from.shape.map(() => around) : widths.kind === 'sequence' ? widths.items.map(dimsOf) : [];
      if (pairs.length !== from.shape.length || !pairs.every((pair) => pair?.length === 2 && pair.every(isKnown)))
        return notFollowed(span);
      return derived(
        from,
        from.shape.map((dim, i) => (isKnown(dim) ? dim + (pairs[i]![0] as number) + (pairs[i]![1] as number) : dim)),
        span,
        'it is padded',
      );
    }),
  ],
  ['arange', arange],
  ['linspace', linspace],
  [
    'eye',
    (args, span) => {
      const rows = argument(args, 0, 'N');
      const columns = argument(args, 1, 'M');
      return rows
        ? array([dimOf(rows.value), dimOf((columns ?? rows).value)], 'float64', span, 'a unit matrix')
        : notFollowed(span);
    },
  ],
  ['dot', (args, span, context) => product(args, span, context)],
  ['matmul', (args, span, context) => product(args, span, context)],
  [
    'where',
    (args, span, context) => {
      const condition = arrayIn(args, 0, span, context, 'condition');
      if (args.positions.length < 3) return places(args, span, context);
      const [a, b] = [1, 2].map((at) => toArray(args.positions[at]!.value, context, span));
      const inner = a?.shape && b?.shape ? transform.broadcast(a.shape, b.shape) : null;
      const shape = inner && condition?.shape ? transform.broadcast(condition.shape, inner) : null;
      return shape ? array(shape, a!.dtype === b!.dtype ? a!.dtype : null, span, 'a choice') : notFollowed(span);
    },
  ],
  [
    'unique',
    (args, span) =>
      booleanIn(argument(args, null, 'return_counts'))
        ? notFollowed(span)
        : array([unknownDim()], null, span, 'unique values'),
  ],
  [
    'prod',
    (args, span, context) => {
      const dims = dimsOf(argument(args, 0, 'a')?.value);
      if (dims?.every(isKnown)) return number(dims.reduce<number>((all, dim) => all * (dim as number), 1));
      return reduction('prod')(args, span, context);
    },
  ],
  ['load', (_, span) => unknown('the array is read from a file when the program runs', span)],
  ['loadtxt', (_, span) => unknown('the array is read from a file when the program runs', span)],
  ['genfromtxt', (_, span) => unknown('the array is read from a file when the program runs', span)],
  ['save', () => none],
  ['savez', () => none],
  ['set_printoptions', () => none],
]);

function product(args: CallArguments, span: Span, context: EvalContext): Value {
  const a = arrayIn(args, 0, span, context, 'a', 'x1');
  const b = arrayIn(args, 1, span, context, 'b', 'x2');
  const shape = a?.shape && b?.shape ? transform.matmul(a.shape, b.shape) : null;
  return shape ? array(shape, a!.dtype, span, 'a product') : notFollowed(span);
}

/** `numpy.random`: what each function draws. */
export function randomFunction(name: string): BuiltinValue | null {
  const draws: Body | undefined = {
    rand: ((args, span) =>
      array(
        args.positions.map(({ value }) => dimOf(value)),
        'float64',
        span,
        'random numbers',
      )) satisfies Body,
    randn: ((args, span) =>
      array(
        args.positions.map(({ value }) => dimOf(value)),
        'float64',
        span,
        'random numbers',
      )) satisfies Body,
    random: sized(0, 'float64'),
    random_sample: sized(0, 'float64'),
    normal: sized(2, 'float64'),
    uniform: sized(2, 'float64'),
    randint: sized(2, 'int64'),
    integers: sized(2, 'int64'),
    choice: sized(1, null),
    standard_normal: sized(0, 'float64'),
    binomial: sized(2, 'int64'),
    permutation: ((args, span, context) => {
      const given = argument(args, 0, 'x')?.value;
      if (given?.kind === 'number') return array([given.value], 'int64', span, 'a permutation');
      return (given && toArray(given, context, span)) ?? notFollowed(span);
    }) satisfies Body,
    shuffle: (() => {
      arrayChanged();
      return none;
    }) satisfies Body,
    seed: (() => none) satisfies Body,
  }[name];
  return draws ? builtin(`numpy.random.${name}`, (args, site, context) => draws(args, site.span, context)) : null;
}

/** The shape is the argument `size`; a single number is drawn without it. */
function sized(at: number, dtype: string | null): Body {
  return (args, span) => {
    const size = argument(args, at, 'size');
    if (!size || size.value.kind === 'none') return unknown('it is drawn when the program runs', span);
    const shape = dimsOf(size.value);
    return shape ? array(shape, dtype, span, 'random numbers') : notFollowed(span);
  };
}
