/** Functions of the module `numpy`. */
import { describe } from '../../eval/helpers';
import { type BuiltinValue, builtin, none, number, tuple, unknown } from '../../eval/value';
import { type Dim, isKnown, type Shape, unknownDim } from '../../shape/dim';
import * as transform from '../../shape/transform';
import { argument, booleanIn } from '../common/data-calls';
import { array, axesOf, derived, dimOf, dimsOf, dtypeName, toArray, unknownArray } from './arrays';
import { arrayIn, type Body, notFollowed, onArray } from './call';
import { furtherFunctions, places } from './further-functions';
import { joining, padded } from './joining';
import { reduced, reductions, repeated, reshaped } from './methods';
import { arange, linspace } from './ranges';
import { sharedFunction } from './shared-operations';
import { fourierFunctions, signalFunctions } from './signals';
import { splitArray } from './split';

export function numpyFunction(name: string): BuiltinValue | null {
  const body =
    bodies.get(name) ??
    (furtherFunctions.has(name) ? scalarOr(name, furtherFunctions.get(name)!) : undefined) ??
    (reductions.has(name) ? reduction(name) : elementwise.has(name) ? scalarOr(name, elementwiseBody) : undefined);
  return asFunction(`numpy.${name}`, body ?? sharedFunction(name, 'numpy'));
}

/** A function of `numpy.linalg`. */
export function linalgFunction(name: string): BuiltinValue | null {
  return asFunction(`numpy.linalg.${name}`, sharedFunction(name, 'numpy.linalg'));
}

/** A function of `numpy.fft`. */
export function fourierFunction(name: string): BuiltinValue | null {
  return asFunction(`numpy.fft.${name}`, fourierFunctions.get(name) ?? null);
}

function asFunction(name: string, body: Body | null): BuiltinValue | null {
  return body ? builtin(name, (args, site, context) => body(args, site.span, context)) : null;
}

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

function reduction(name: string): Body {
  return onArray((from, args, span) => reduced(from, args, span, name, 1));
}

/** Functions of one array that leave its shape. */
const elementwise: ReadonlySet<string> = new Set([
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

/** The length of complex numbers is a plain one. */
const magnitude: Body = onArray((from) => ({
  ...from,
  dtype: from.dtype === 'complex128' ? 'float64' : from.dtype,
}));

const unitMatrix: Body = (args, span) => {
  const [rows, columns] = [argument(args, 0, 'N', 'n'), argument(args, 1, 'M')];
  const dtype = dtypeName(argument(args, null, 'dtype')?.value) ?? 'float64';
  const size = columns && columns.value.kind !== 'none' ? columns : rows;
  return rows && size ? array([dimOf(rows.value), dimOf(size.value)], dtype, span, 'a unit matrix') : notFollowed(span);
};

/** The values that occur, and what is asked for besides: where each stands first, which of them each element is, how often. */
const unique: Body = onArray((from, args, span) => {
  if (args.names.has('axis')) return notFollowed(span);
  const count = unknownDim();
  const values = array([count], from.dtype, span, 'unique values');
  const asked = ['return_index', 'return_inverse', 'return_counts'].map((name) => argument(args, null, name));
  const flags = asked.map((given) => (given ? booleanIn(given) : false));
  if (flags.includes(null) || args.positions.length > 1) return notFollowed(span);
  const further = [[count], from.shape, [count]].filter((_, i) => flags[i]);
  if (further.length === 0) return values;
  return tuple([values, ...further.map((shape) => array(shape, 'int64', span, 'of unique values'))]);
});

/** `np.array(x)`: an array also of what is not known. */
const converted: Body = (args, span, context) => {
  const given = argument(args, 0, 'object', 'a')?.value ?? notFollowed(span);
  const from = toArray(given, context, span) ?? (given.kind === 'unknown' ? unknownArray(given.reason, span) : null);
  return from
    ? { ...from, dtype: dtypeName(argument(args, 1, 'dtype')?.value) ?? from.dtype }
    : unknown(`an array of ${describe(given)} is not followed`, span);
};

const bodies: ReadonlyMap<string, Body> = new Map<string, Body>([
  ...joining,
  ['abs', scalarOr('abs', magnitude)],
  ['absolute', scalarOr('absolute', magnitude)],
  ...signalFunctions,
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
  ['split', onArray(splitArray)],
  ['array_split', onArray(splitArray)],
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
  ['pad', padded],
  ['arange', arange],
  ['linspace', linspace],
  ['eye', unitMatrix],
  ['identity', unitMatrix],
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
  ['unique', unique],
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
