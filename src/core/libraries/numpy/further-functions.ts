/** Functions of `numpy` beside those that make arrays: two arrays in one, axes that change places, and what has a dtype of its own. */
import { type ArrayValue, type CallArguments, unknown, type Value } from '../../eval/value';
import { type Dim, type Shape, unknownDim } from '../../shape/dim';
import * as transform from '../../shape/transform';
import type { Span } from '../../text/span';
import { argument, numberIn } from '../common/data-calls';
import { array, axesOf, derived, dimsOf, toArray } from './arrays';
import { type Body, notFollowed, onArray as onAnyArray } from './call';

function onArray(
  change: (from: ArrayValue & { readonly shape: Shape }, args: CallArguments, span: Span) => Value,
): Body {
  return onAnyArray((from, args, span) =>
    from.shape
      ? change({ ...from, shape: from.shape }, args, span)
      : unknown(from.reason ?? 'its shape is not known', span),
  );
}

/** A function of two arrays that stretch over each other; the dtype is known where both have the same. */
function ofTwo(dtype: string | null): Body {
  return (args, span, context) => {
    const [a, b] = [0, 1].map((at) => {
      const given = args.positions[at]?.value;
      return given ? toArray(given, context, span) : null;
    });
    const shape = a?.shape && b?.shape ? transform.broadcast(a.shape, b.shape) : null;
    if (!shape) return notFollowed(span);
    return array(shape, dtype ?? commonDtype(args, a!.dtype, b!.dtype), span, 'two arrays are taken together');
  };
}

/** The dtype of two arrays that have the same; a number of Python takes that of the array. */
function commonDtype({ positions }: CallArguments, a: string | null, b: string | null): string | null {
  if (a === b) return a;
  const number = positions.findIndex(({ value }) => value.kind === 'number');
  if (number < 0) return null;
  const { value } = positions[number]!;
  const other = number === 0 ? b : a;
  const isWhole = value.kind === 'number' && !value.float;
  return other && (isWhole ? other !== 'bool' : other.startsWith('float')) ? other : null;
}

const kept: Body = onArray((from) => ({ ...from }));

const asTruth: Body = onArray((from) => ({ ...from, dtype: 'bool' }));

/** What a function with results in floating point makes of whole numbers. */
const floats: ReadonlyMap<string, string> = new Map([
  ['bool', 'float16'],
  ['int8', 'float16'],
  ['uint8', 'float16'],
  ['int16', 'float32'],
  ['uint16', 'float32'],
  ['int32', 'float64'],
  ['uint32', 'float64'],
  ['int64', 'float64'],
  ['uint64', 'float64'],
]);

const asFloat: Body = onArray((from) => ({ ...from, dtype: from.dtype && (floats.get(from.dtype) ?? from.dtype) }));

const cast = (dtype: string): readonly [string, Body] => [dtype, onArray((from) => ({ ...from, dtype }))];

const swapAxes: Body = onArray((from, args, span) => {
  const [a, b] = [numberIn(argument(args, 1, 'axis1')), numberIn(argument(args, 2, 'axis2'))];
  const rank = from.shape.length;
  const [i, j] = [a, b].map((axis) => (axis === null ? null : transform.axisIndex(axis, rank)));
  if (i == null || j == null) return notFollowed(span);
  const order = [...from.shape.keys()];
  [order[i], order[j]] = [order[j]!, order[i]!];
  return derived(from, transform.transpose(from.shape, order), span, 'two axes are swapped');
});

/** Running sums: of all numbers in a row where no axis is given. */
const cumulated: Body = onArray((from, args, span) => {
  const axis = argument(args, 1, 'axis');
  return axis && axis.value.kind !== 'none'
    ? { ...from }
    : derived(from, transform.reshape(from.shape, [-1]), span, 'running sums');
});

/** The places where an array is not zero: one list of positions per axis, all of one length. */
export const places: Body = onArray((from, _, span) => {
  const count = unknownDim();
  const items = from.shape.map(() => array([count], 'int64', span, 'positions'));
  return { kind: 'sequence', type: 'tuple', items, origin: null };
});

/** Some rows fewer; how many depends on what is taken out. */
const deleted: Body = onArray((from, args, span) => {
  const axis = numberIn(argument(args, 2, 'axis'));
  const at = axis === null ? null : transform.axisIndex(axis, from.shape.length);
  if (at === null) return notFollowed(span);
  return array(
    from.shape.map((dim, i): Dim => (i === at ? unknownDim() : dim)),
    from.dtype,
    span,
    'a part is taken out',
  );
});

export const furtherFunctions: ReadonlyMap<string, Body> = new Map<string, Body>([
  ...['maximum', 'minimum', 'power', 'mod', 'fmod', 'fmax', 'fmin'].map((name) => [name, ofTwo(null)] as const),
  ...[
    'logical_and',
    'logical_or',
    'logical_xor',
    'equal',
    'not_equal',
    'greater',
    'less',
    'greater_equal',
    'less_equal',
  ].map((name) => [name, ofTwo('bool')] as const),
  ...['isnan', 'isinf', 'isfinite', 'logical_not'].map((name) => [name, asTruth] as const),
  ...['triu', 'tril', 'fix', 'flipud', 'fliplr'].map((name) => [name, kept] as const),
  ...['exp', 'expm1', 'log', 'log1p', 'log2', 'log10', 'sqrt', 'sin', 'cos', 'tan', 'tanh', 'arctan'].map(
    (name) => [name, asFloat] as const,
  ),
  ...['float16', 'float32', 'float64', 'int8', 'int16', 'int32', 'int64', 'uint8', 'uint16', 'uint32'].map(cast),
  ['cumsum', cumulated],
  ['cumprod', cumulated],
  ['argsort', onArray((from) => ({ ...from, dtype: 'int64' }))],
  ['swapaxes', swapAxes],
  ['nonzero', places],
  ['delete', deleted],
  ['ravel', onArray((from, _, span) => derived(from, transform.reshape(from.shape, [-1]), span, 'it is flattened'))],
  [
    'outer',
    (args, span, context) => {
      const flat = [0, 1].map((at) => {
        const given = args.positions[at]?.value;
        const shape = given ? toArray(given, context, span)?.shape : null;
        return shape ? transform.reshape(shape, [-1]) : null;
      });
      return flat.every((each) => each)
        ? array([flat[0]![0]!, flat[1]![0]!], null, span, 'an outer product')
        : notFollowed(span);
    },
  ],
  [
    'broadcast_to',
    onArray((from, args, span) =>
      derived(from, dimsOf(argument(args, 1, 'shape')?.value) ?? null, span, 'it is stretched'),
    ),
  ],
  [
    'atleast_2d',
    onArray((from, _, span) =>
      from.shape.length >= 2
        ? from
        : derived(from, [...new Array<Dim>(2 - from.shape.length).fill(1), ...from.shape], span, 'an axis is added'),
    ),
  ],
  [
    'percentile',
    onArray((from, args, span) => {
      const axes = axesOf(argument(args, 2, 'axis'));
      const shape =
        argument(args, 1, 'q')?.value.kind === 'number' && axes ? transform.reduce(from.shape, axes, false) : null;
      return shape && shape.length > 0 ? array(shape, null, span, 'a percentile over an axis') : notFollowed(span);
    }),
  ],
]);
