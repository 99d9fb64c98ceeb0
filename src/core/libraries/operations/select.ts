/** Operations that pick elements: by index, by condition, by count; and those that write at indices. */
import type { Dim, Shape } from '../../shape/dim';
import * as transform from '../../shape/transform';
import { resultType, standard } from './dtypes';
import { like } from './elementwise';
import { NOT_FOLLOWED, type Operation, operation } from './operation';

const cast = operation('Cast', (call) => ({
  shape: call.shapes[0]!,
  dtype: call.word(1, 'dtype') ?? standard(call.dtypes[0]!),
}));

/** `where(condition, x, y)`: all three are stretched to one shape. Without the two it gives places, whose number is open. */
const where = operation(
  'Where',
  ({ shapes, dtypes }) => {
    if (shapes.length === 1) return { shape: shapes[0]!, dtype: 'int64' };
    const shape = shapes
      .slice(1)
      .reduce<Shape | null>((met, next) => met && transform.broadcast(met, next), shapes[0]!);
    return shape && { shape, dtype: resultType(...dtypes.slice(1)) };
  },
  [['condition'], ['x1', 'x'], ['x2', 'y']],
);

const clip = operation('Clip', ({ shapes, dtypes: [dtype] }) => ({
  shape: shapes[0]!,
  dtype: dtype === 'bool' ? 'int32' : standard(dtype!),
}));

/** As many choices as conditions, then the rest. */
const select = operation(
  'Select',
  ({ shapes, dtypes }) => {
    const shape = shapes.reduce<Shape | null>((met, next) => met && transform.broadcast(met, next), []);
    return shape && { shape, dtype: resultType(...dtypes.slice(dtypes.length / 2)) };
  },
  'lists',
);

const oneHot = operation(
  'OneHot',
  (call) => {
    const [classes, axis] = [call.number(1, 'num_classes', 'depth'), call.number(2, 'axis')];
    if (typeof classes !== 'number' || axis === undefined) return NOT_FOLLOWED;
    const [shape] = call.shapes;
    const at = transform.axisIndex(axis ?? -1, shape!.length + 1);
    if (at === null) return null;
    return {
      shape: [...shape!.slice(0, at), classes, ...shape!.slice(at)],
      dtype: call.word(3, 'dtype') ?? 'float32',
    };
  },
  [['x', 'inputs', 'indices']],
);

/** Which classes occur along the axis before the last of the result. */
const multiHot = operation('MultiHot', (call) => {
  const [classes, axis] = [call.number(1, 'num_classes', 'num_tokens'), call.number(2, 'axis')];
  if (typeof classes !== 'number' || axis === undefined || (axis ?? -1) !== -1) return NOT_FOLLOWED;
  const [shape] = call.shapes;
  if (!shape!.length) return null;
  const rest = shape!.length === 1 ? [] : [shape![0]!, ...shape!.slice(2)];
  // Keras takes a dtype and passes it over for tensors of a model.
  return { shape: [...rest, classes], dtype: standard(call.dtypes[0]!) };
});

/** The axis gives way to the shape of the indices. */
const take = operation('Take', (call) => {
  const axis = call.number(2, 'axis');
  const indices = call.shapeOf(1, 'indices');
  if (axis === undefined || !indices) return NOT_FOLLOWED;
  const [shape] = call.shapes;
  if (axis === null) return indices;
  const at = transform.axisIndex(axis, shape!.length);
  return at === null ? null : [...shape!.slice(0, at), ...indices, ...shape!.slice(at + 1)];
});

const takeAlongAxis = operation('TakeAlongAxis', (call) => {
  const axis = call.number(2, 'axis');
  const indices = call.shapeOf(1, 'indices');
  if (axis === undefined || !indices) return NOT_FOLLOWED;
  const [shape] = call.shapes;
  if (axis === null) return indices;
  const at = transform.axisIndex(axis, shape!.length);
  if (at === null || indices.length !== shape!.length) return null;
  const stretched = transform.broadcast(
    shape!.filter((_, i) => i !== at),
    indices.filter((_, i) => i !== at),
  );
  return stretched && [...stretched.slice(0, at), indices[at]!, ...stretched.slice(at)];
});

/** The shape is listed: `slice(x, start, shape)`. */
const slice = operation(
  'Slice',
  (call) => {
    const sizes = call.dims(2, 'shape', 'size');
    if (!sizes) return NOT_FOLLOWED;
    // −1 is the rest in TensorFlow, of which the start decides.
    if (sizes.includes(-1)) return NOT_FOLLOWED;
    return sizes.length === call.shapes[0]!.length ? [...sizes] : null;
  },
  [['inputs', 'input_', 'x']],
);

const scatter = operation(
  'Scatter',
  (call) => {
    const shape = call.dims(2, 'shape');
    return shape && call.dtypes[1] ? { shape, dtype: standard(call.dtypes[1]) } : NOT_FOLLOWED;
  },
  [['indices'], ['values']],
);

const isin = operation('Isin', ({ shapes }) => ({ shape: shapes[0]!, dtype: 'bool' }), [['x1'], ['x2']]);

const searchsorted = operation(
  'SearchSorted',
  ({ shapes }) => (shapes[1] ? { shape: shapes[1], dtype: 'int32' } : NOT_FOLLOWED),
  [['sorted_sequence'], ['values']],
);

const digitize = operation('Digitize', ({ shapes }) => ({ shape: shapes[0]!, dtype: 'int32' }));

const inTopK = operation('InTopK', ({ shapes }) => ({ shape: shapes[0]!, dtype: 'bool' }), [['targets']]);

const unravelIndex = operation(
  'UnravelIndex',
  (call) => {
    const shape = call.dims(1, 'shape');
    return shape ? { many: shape.map(() => call.shapes[0]!) } : NOT_FOLLOWED;
  },
  [['indices']],
);

/** How often each number occurs: how many there are, the data say. */
const bincount = operation('Bincount', (call) => {
  const [shape] = call.shapes;
  if (call.shapeOf(1, 'weights') !== null || call.flag(3, 'sparse')) return NOT_FOLLOWED;
  const lead: Shape = shape!.length > 1 ? shape!.slice(0, -1) : [];
  return { shape: [...lead, null], dtype: 'int32' };
});

const unique = operation('Unique', (call) => {
  const size = call.number(6, 'size');
  const further = call.flag(2, 'return_index') || call.flag(3, 'return_inverse') || call.flag(4, 'return_counts');
  if (further || size === undefined || call.number(5, 'axis') !== null) return NOT_FOLLOWED;
  return { shape: [size], dtype: standard(call.dtypes[0]!) };
});

const nonzero = operation('Nonzero', ({ shapes }) => {
  const places: readonly Dim[] = [null];
  return { many: shapes[0]!.map(() => places), dtypes: shapes[0]!.map(() => 'int32') };
});

/** `tf.image.resize(images, [h, w])`, `keras.ops.image.resize`: height and width of the last three axes. */
const resize = operation('Resize', (call) => {
  const size = call.dims(1, 'size');
  const [shape] = call.shapes;
  if (size?.length !== 2) return NOT_FOLLOWED;
  if (shape!.length < 3) return null;
  if (call.word(-1, 'data_format') === 'channels_first') return [...shape!.slice(0, -2), size[0]!, size[1]!];
  return [...shape!.slice(0, -3), size[0]!, size[1]!, shape!.at(-1)!];
});

/** How many elements there are is a number of its own. */
const size = operation('Size', () => ({ shape: [], dtype: 'int32' }));

export const selectingOperations: readonly (readonly [name: string, operation: Operation])[] = [
  ['cast', cast],
  ['saturate_cast', cast],
  ['zeros_like', like('ZerosLike', 1)],
  ['ones_like', like('OnesLike', 1)],
  ['empty_like', like('EmptyLike', 1)],
  ['full_like', like('FullLike', 2)],
  ['where', where],
  ['clip', clip],
  ['select', select],
  ['one_hot', oneHot],
  ['multi_hot', multiHot],
  ['take', take],
  ['take_along_axis', takeAlongAxis],
  ['slice', slice],
  ['slice_update', operation('SliceUpdate', ({ shapes }) => shapes[0]!)],
  ['scatter_update', operation('ScatterUpdate', ({ shapes }) => shapes[0]!)],
  ['scatter', scatter],
  ['isin', isin],
  ['searchsorted', searchsorted],
  ['digitize', digitize],
  ['in_top_k', inTopK],
  ['unravel_index', unravelIndex],
  ['bincount', bincount],
  ['unique', unique],
  ['nonzero', nonzero],
  ['resize', resize],
  ['size', size],
];
