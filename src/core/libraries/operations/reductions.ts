/** Operations that take axes together: sums, means, places of the greatest, orders. */
import { type Dim, isKnown, type Shape, subtract } from '../../shape/dim';
import * as transform from '../../shape/transform';
import { floatType, isFloat, resultType, standard } from './dtypes';
import { classNameOf } from './elementwise';
import { NOT_FOLLOWED, type Operation, type Outcome, operation } from './operation';

type DtypeRule = (dtype: string) => string;

const kept: DtypeRule = standard;
const floating: DtypeRule = (dtype) => floatType(dtype);
/** Sums and products of small whole numbers are made in 32 bits. */
const summed: DtypeRule = (dtype) =>
  /^(bool|int8|int16)$/.test(dtype) ? 'int32' : /^uint(8|16)$/.test(dtype) ? 'uint32' : standard(dtype);

/** Names with the rule for the dtype, and whether the axis may stay. */
const reductions: readonly (readonly [rule: DtypeRule, names: string])[] = [
  [summed, 'sum prod nansum nanprod'],
  [floating, 'mean std var median nanmean nanmedian nanstd nanvar'],
  [
    kept,
    'max min amax amin nanmax nanmin ptp reduce_sum reduce_mean reduce_max reduce_min reduce_prod reduce_std reduce_variance',
  ],
  [() => 'float32', 'logsumexp'],
  [kept, 'reduce_logsumexp'],
  [() => 'bool', 'any all reduce_any reduce_all'],
  [() => 'int32', 'nanargmax nanargmin'],
];

/** Reductions give the axis and whether it stays; `keepAt` is -1 where the axis never stays. */
function reduction(className: string, rule: DtypeRule, axisAt = 1, keepAt = 2): Operation {
  return operation(className, (call) => {
    const axes = call.axes(axisAt, 'axis', 'axes', 'reduction_indices');
    if (axes === undefined) return NOT_FOLLOWED;
    const keeps = keepAt >= 0 && call.flag(keepAt, 'keepdims', 'keep_dims');
    const shape = transform.reduce(call.shapes[0]!, axes, keeps);
    return shape && { shape, dtype: rule(call.dtypes[0]!) };
  });
}

/** The place of the greatest or least element: libraries differ in the axis where none is given. */
export function position(className: string, fallback: readonly number[] | null): Operation {
  return operation(className, (call) => {
    const axes = call.axes(1, 'axis', 'dimension');
    if (axes === undefined) return NOT_FOLLOWED;
    const shape = transform.reduce(call.shapes[0]!, axes ?? fallback, call.flag(2, 'keepdims'));
    return shape && { shape, dtype: 'int32' };
  });
}

const average = operation(
  'Average',
  (call) => {
    const axes = call.axes(1, 'axis');
    if (axes === undefined) return NOT_FOLLOWED;
    const shape = transform.reduce(call.shapes[0]!, axes, false);
    return shape && { shape, dtype: floatType(...call.dtypes) };
  },
  [['x'], [], ['weights']],
);

/** One axis more in front where several parts are asked for. */
function quantile(className: string): Operation {
  return operation(className, (call) => {
    const [axes, parts] = [call.axes(2, 'axis'), call.shapeOf(1, 'q')];
    if (axes === undefined || !parts) return NOT_FOLLOWED;
    const shape = transform.reduce(call.shapes[0]!, axes, call.flag(4, 'keepdims'));
    return shape && { shape: [...parts, ...shape], dtype: floatType(call.dtypes[0]!) };
  });
}

/** Mean and variance. */
function moments(keepAt: number): Operation {
  return operation('Moments', (call) => {
    const axes = call.axes(1, 'axes');
    if (!axes) return NOT_FOLLOWED;
    const shape = transform.reduce(call.shapes[0]!, axes, call.flag(keepAt, 'keepdims'));
    const dtype = standard(call.dtypes[0]!);
    return shape && { many: [shape, shape], dtypes: [dtype, dtype] };
  });
}

/** The greatest elements along the last axis, and their places. */
const topK = operation('TopK', (call) => {
  const k = call.number(1, 'k');
  if (typeof k !== 'number') return NOT_FOLLOWED;
  const shape = [...call.shapes[0]!.slice(0, -1), k];
  return { many: [shape, shape], dtypes: [standard(call.dtypes[0]!), 'int32'] };
});

/** Along an axis, or over all elements in a row where none is given. */
function running(className: string): Operation {
  return operation(className, (call) => {
    const axis = call.number(1, 'axis');
    if (axis === undefined) return NOT_FOLLOWED;
    const dtype = call.dtypes[0] === 'bool' ? 'int32' : standard(call.dtypes[0]!);
    const [shape] = call.shapes;
    if (axis !== null) return transform.axisIndex(axis, shape!.length) === null ? null : { shape: shape!, dtype };
    return { shape: transform.reshape(shape!, [-1]) ?? [], dtype };
  });
}

const diff = operation('Diff', (call) => {
  const [times, axis] = [call.number(1, 'n'), call.number(2, 'axis')];
  if (times === undefined || axis === undefined) return NOT_FOLLOWED;
  const [shape] = call.shapes;
  const at = transform.axisIndex(axis ?? -1, shape!.length);
  if (at === null) return null;
  const less = (dim: Dim): Dim => {
    const left = subtract(dim, times ?? 1);
    return isKnown(left) ? Math.max(0, left) : left;
  };
  return shape!.map((dim, i) => (i === at ? less(dim) : dim));
});

/** The order of the elements along an axis, the last where none is given; `None` is all in a row. */
function ordered(className: string, axisAt: number): Operation {
  return operation(className, (call) => {
    const axis = call.number(axisAt, 'axis');
    if (axis === undefined) return NOT_FOLLOWED;
    const [shape] = call.shapes;
    const flat = call.isNone(axisAt, 'axis') ? transform.reshape(shape!, [-1]) : shape!;
    return { shape: flat ?? [], dtype: 'int32' };
  });
}

const trapezoid = operation('Trapezoid', (call) => {
  const axis = call.number(3, 'axis');
  if (axis === undefined) return NOT_FOLLOWED;
  const shape = transform.reduce(call.shapes[0]!, [axis ?? -1], false);
  return shape && { shape, dtype: floatType(call.dtypes[0]!) };
});

/** Groups of rows: one row for each group. */
function segments(className: string): Operation {
  return operation(
    className,
    (call) => {
      const count = call.number(2, 'num_segments');
      if (count === undefined) return NOT_FOLLOWED;
      const shape: Shape = [count, ...call.shapes[0]!.slice(1)];
      return { shape, dtype: standard(call.dtypes[0]!) };
    },
    [['data']],
  );
}

const allclose = operation('Allclose', () => ({ shape: [], dtype: 'bool' }), 'two');

function histogram(count: number | null | undefined, dtype: string): Outcome {
  const bins = count ?? 10;
  return count === undefined
    ? NOT_FOLLOWED
    : { many: [[bins], [bins + 1]], dtypes: [standard(dtype), standard(dtype)] };
}

export const reducingOperations: readonly (readonly [name: string, operation: Operation])[] = [
  ...reductions.flatMap(([rule, names]) =>
    names.split(' ').map((name) => [name, reduction(classNameOf(name.replace('reduce_', '')), rule)] as const),
  ),
  ['count_nonzero', reduction('CountNonzero', () => 'int32', 1, -1)],
  ['norm', reduction('Norm', (dtype) => (isFloat(dtype) ? dtype : resultType(dtype, 'float')), 2, 3)],
  ['average', average],
  ['argmax', position('Argmax', null)],
  ['argmin', position('Argmin', null)],
  ['argsort', ordered('Argsort', 1)],
  ['argpartition', ordered('Argpartition', 2)],
  ['cumsum', running('Cumsum')],
  ['cumprod', running('Cumprod')],
  ['nancumsum', running('Nancumsum')],
  ['nancumprod', running('Nancumprod')],
  ['quantile', quantile('Quantile')],
  ['percentile', quantile('Percentile')],
  ['nanquantile', quantile('Nanquantile')],
  ['nanpercentile', quantile('Nanpercentile')],
  ['moments', moments(2)],
  ['top_k', topK],
  ['diff', diff],
  ['trapezoid', trapezoid],
  ['segment_sum', segments('SegmentSum')],
  ['segment_max', segments('SegmentMax')],
  ['segment_min', segments('SegmentMin')],
  ['segment_prod', segments('SegmentProd')],
  ['allclose', allclose],
  ['histogram', operation('Histogram', (call) => histogram(call.number(1, 'bins'), call.dtypes[0]!))],
];
