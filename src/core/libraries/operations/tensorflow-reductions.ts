/** Functions of TensorFlow that take axes together, count, order or group. */
import type { Shape } from '../../shape/dim';
import * as transform from '../../shape/transform';
import { standard } from './dtypes';
import { classNameOf } from './elementwise';
import { NOT_FOLLOWED, type Operation, type OperationCall, operation } from './operation';
import { realType } from './tensorflow-elementwise';

/** What `axis` and `keepdims` leave; a text where they are not known, null where there is no such axis. */
function left(call: OperationCall, axisAt = 1, keepAt = 2): Shape | string | null {
  const axes = call.axes(axisAt, 'axis', 'axes', 'reduction_indices');
  if (axes === undefined) return NOT_FOLLOWED;
  return transform.reduce(call.shapes[0]!, axes, call.flag(keepAt, 'keepdims', 'keep_dims'));
}

function reduction(className: string, dtypeOf: (call: OperationCall) => string, axisAt = 1, keepAt = 2): Operation {
  return operation(className, (call) => {
    const shape = left(call, axisAt, keepAt);
    return shape === null || typeof shape === 'string' ? shape : { shape, dtype: dtypeOf(call) };
  });
}

const own = ({ dtypes }: OperationCall): string => standard(dtypes[0]!);

/** The first axis where none is given; places are 64 bits wide. */
function place(className: string): Operation {
  return operation(className, (call) => {
    const axis = call.number(1, 'axis', 'dimension');
    if (axis === undefined) return NOT_FOLLOWED;
    const shape = transform.reduce(call.shapes[0]!, [axis ?? 0], false);
    return shape && { shape, dtype: call.word(2, 'output_type') ?? 'int64' };
  });
}

/** Mean and variance over `axes`. */
function moments(keepAt: number): Operation {
  return operation('Moments', (call) => {
    const shape = left(call, 1, keepAt);
    return shape === null || typeof shape === 'string' ? shape : { many: [shape, shape] };
  });
}

/** The vectors of length 1, and their lengths. */
const normalized = operation('Normalize', (call) => {
  const axes = call.axes(2, 'axis');
  if (axes === undefined) return NOT_FOLLOWED;
  const norm = transform.reduce(call.shapes[0]!, axes, true);
  return norm && { many: [call.shapes[0]!, norm] };
});

const topK = operation('TopK', (call) => {
  const k = call.number(1, 'k');
  if (k === undefined) return NOT_FOLLOWED;
  const shape = [...call.shapes[0]!.slice(0, -1), k ?? 1];
  return { many: [shape, shape], dtypes: [own(call), call.word(-1, 'index_type') ?? 'int32'] };
});

/** One row for each group; how many groups, the data say. */
const segments = operation('Segments', ({ shapes: [shape] }) => [null, ...shape!.slice(1)]);

const unsortedSegments = operation('UnsortedSegments', (call) => {
  const [ids, count] = [call.shapeOf(1, 'segment_ids'), call.number(2, 'num_segments')];
  return ids && typeof count === 'number' ? [count, ...call.shapes[0]!.slice(ids.length)] : NOT_FOLLOWED;
});

/** How often each number occurs: at least `minlength` numbers, as many as `maxlength` where both are the same. */
const bincount = operation('Bincount', (call) => {
  const [shape] = call.shapes;
  const [least, most, axis] = [call.number(2, 'minlength'), call.number(3, 'maxlength'), call.number(5, 'axis')];
  if (least === undefined || most === undefined || axis === undefined) return NOT_FOLLOWED;
  if (call.shapeOf(1, 'weights') !== null) return 'the weights of bincount decide its dtype';
  const dtype = call.word(4, 'dtype') ?? 'int32';
  return { shape: axis === null ? [null] : [...shape!.slice(0, -1), null], dtype };
});

/** The different elements, where each of the tensor stands among them, and with counts how often it occurs. */
function unique(counts: boolean): Operation {
  return operation('Unique', (call) => {
    const places = call.word(1, 'out_idx') ?? 'int32';
    const many: Shape[] = [[null], call.shapes[0]!, ...(counts ? [[null]] : [])];
    return { many, dtypes: [own(call), places, places].slice(0, many.length) };
  });
}

const confusionMatrix = operation('ConfusionMatrix', (call) => {
  const classes = call.number(2, 'num_classes');
  if (typeof classes !== 'number') return 'how many classes there are depends on the data';
  return { shape: [classes, classes], dtype: call.word(4, 'dtype') ?? 'int32' };
});

const searchsorted = operation(
  'SearchSorted',
  (call) => (call.shapes[1] ? { shape: call.shapes[1], dtype: call.word(3, 'out_type') ?? 'int32' } : NOT_FOLLOWED),
  [['sorted_sequence'], ['values']],
);

const histogram = operation('Histogram', (call) => {
  const bins = call.number(2, 'nbins');
  return bins === undefined ? NOT_FOLLOWED : { shape: [bins ?? 100], dtype: call.word(3, 'dtype') ?? 'int32' };
});

/** Whichever of the two is the row of targets: the order is another one in version 1. */
const inTopK = operation(
  'InTopK',
  ({ shapes }) => {
    const targets = shapes.find(({ length }) => length === 1);
    return targets && shapes.length === 2 ? { shape: targets, dtype: 'bool' } : NOT_FOLLOWED;
  },
  [['predictions'], ['targets', 'predictions']],
);

export const tensorflowReductions: readonly (readonly [name: string, operation: Operation])[] = [
  ...['sum', 'mean', 'max', 'min', 'prod', 'euclidean_norm', 'logsumexp'].map(
    (name) => [`reduce_${name}`, reduction(classNameOf(name), own)] as const,
  ),
  ...['std', 'variance'].map(
    (name) => [`reduce_${name}`, reduction(classNameOf(name), ({ dtypes }) => realType(dtypes[0]!))] as const,
  ),
  ...['any', 'all'].map((name) => [`reduce_${name}`, reduction(classNameOf(name), () => 'bool')] as const),
  ['reduce_join', reduction('ReduceJoin', own)],
  ['count_nonzero', reduction('CountNonzero', (call) => call.word(3, 'dtype') ?? 'int64')],
  ['zero_fraction', operation('ZeroFraction', () => ({ shape: [], dtype: 'float32' }))],
  ['norm', reduction('Norm', own, 2, 3)],
  ['linalg.normalize', normalized],
  ['l2_loss', operation('L2Loss', () => [])],
  ['argmax', place('Argmax')],
  ['argmin', place('Argmin')],
  ['moments', moments(3)],
  ['weighted_moments', moments(3)],
  ['top_k', topK],
  ['in_top_k', inTopK],
  ...['sum', 'mean', 'max', 'min', 'prod'].map((name) => [`segment_${name}`, segments] as const),
  ...['sum', 'mean', 'max', 'min', 'prod', 'sqrt_n'].map(
    (name) => [`unsorted_segment_${name}`, unsortedSegments] as const,
  ),
  ['bincount', bincount],
  ['unique', unique(false)],
  ['unique_with_counts', unique(true)],
  ['confusion_matrix', confusionMatrix],
  ['searchsorted', searchsorted],
  ['histogram_fixed_width', histogram],
  ['lbeta', operation('Lbeta', ({ shapes: [shape] }) => shape!.slice(0, -1))],
  ...['is_non_decreasing', 'is_strictly_increasing'].map(
    (name) => [name, operation(classNameOf(name), () => ({ shape: [], dtype: 'bool' }))] as const,
  ),
];
