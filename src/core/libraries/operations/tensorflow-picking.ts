/** Functions of TensorFlow that pick elements by their places, or put them there. */
import { type Dim, isKnown, multiply, type Shape, subtract } from '../../shape/dim';
import * as transform from '../../shape/transform';
import { standard } from './dtypes';
import { NOT_FOLLOWED, needed, type Operation, operation } from './operation';

/** `tf.slice(x, begin, size)`: a size of −1 is the rest. */
const slice = operation('Slice', (call) => {
  const [begin, sizes] = [call.dims(1, 'begin'), call.dims(2, 'size')];
  const [shape] = call.shapes;
  if (!begin || !sizes) return NOT_FOLLOWED;
  if (begin.length !== shape!.length || sizes.length !== shape!.length) return null;
  return sizes.map((size, axis) => (size === -1 ? subtract(shape![axis]!, begin[axis]!) : size));
});

/** Masks name with their bits the axes at which begin or end are left out. */
const stridedSlice = operation('StridedSlice', (call) => {
  const [begin, end, strides] = [call.axes(1, 'begin'), call.axes(2, 'end'), call.axes(3, 'strides')];
  const masks = [
    call.number(4, 'begin_mask'),
    call.number(5, 'end_mask'),
    call.number(6, 'ellipsis_mask'),
    call.number(7, 'new_axis_mask'),
    call.number(8, 'shrink_axis_mask'),
  ];
  if (!begin || !end || strides === undefined || masks.includes(undefined)) return NOT_FOLLOWED;
  const [noBegin, noEnd, ...others] = masks.map((mask) => mask ?? 0);
  if (others.some((mask) => mask !== 0)) return 'masks that change the axes are not followed';
  const [shape] = call.shapes;
  if (begin.length > shape!.length || end.length !== begin.length) return null;
  const isSet = (mask: number, axis: number): boolean => Math.floor(mask / 2 ** axis) % 2 === 1;
  return shape!.map((dim, axis) => {
    if (axis >= begin.length) return dim;
    const [from, to] = [isSet(noBegin!, axis) ? null : begin[axis]!, isSet(noEnd!, axis) ? null : end[axis]!];
    return transform.sliceLength(dim, from, to, strides?.[axis] ?? null);
  });
});

/** `tf.gather(params, indices, axis, batch_dims)`: the axis gives way to the indices; the first axes are common to both. */
const gather = operation(
  'Gather',
  (call) => {
    const [axis, batch] = [call.number(3, 'axis'), call.number(4, 'batch_dims')];
    const indices = call.shapeOf(1, 'indices');
    if (axis === undefined || batch === undefined || !indices) return NOT_FOLLOWED;
    const [shape] = call.shapes;
    const shared = batch !== null && batch < 0 ? batch + indices.length : (batch ?? 0);
    const at = transform.axisIndex(axis ?? shared, shape!.length);
    if (at === null || at < shared || shared > indices.length) return null;
    const lead = shape!.slice(0, shared).map((dim, i) => dim ?? indices[i]!);
    return [...lead, ...shape!.slice(shared, at), ...indices.slice(shared), ...shape!.slice(at + 1)];
  },
  [['params']],
);

/** The last axis of the indices holds places along the first axes. */
const gatherNd = operation(
  'GatherNd',
  (call) => {
    const [indices, batch] = [call.shapeOf(1, 'indices'), call.number(2, 'batch_dims')];
    if (!indices?.length || batch === undefined) return NOT_FOLLOWED;
    const [depth, shared] = [indices.at(-1)!, batch ?? 0];
    if (!isKnown(depth)) return NOT_FOLLOWED;
    const [shape] = call.shapes;
    return shared + depth > shape!.length ? null : [...indices.slice(0, -1), ...shape!.slice(shared + depth)];
  },
  [['params']],
);

const embeddingLookup = operation(
  'EmbeddingLookup',
  (call) => {
    const ids = call.shapeOf(1, 'ids');
    // A list holds the parts of a table, whose rows are dealt out to them; constants of a model file are lists.
    const table = call.isList(0, 'params') ? call.shapes[0]!.slice(1) : call.shapes[0]!;
    return ids ? [...ids, ...table.slice(1)] : NOT_FOLLOWED;
  },
  [['params']],
);

/** The axes of the mask become one, whose size the data say. */
const booleanMask = operation('BooleanMask', (call) => {
  const [mask, axis] = [call.shapeOf(1, 'mask'), call.number(2, 'axis')];
  if (!mask || axis === undefined) return NOT_FOLLOWED;
  const [shape] = call.shapes;
  const at = transform.axisIndex(axis ?? 0, shape!.length);
  return at === null || mask.length === 0 ? null : [...shape!.slice(0, at), null, ...shape!.slice(at + mask.length)];
});

const scatterNd = operation(
  'ScatterNd',
  (call) => {
    const shape = call.dims(2, 'shape');
    return shape && call.dtypes[1] ? { shape, dtype: standard(call.dtypes[1]) } : NOT_FOLLOWED;
  },
  [['indices'], ['updates']],
);

const dynamicPartition = operation('DynamicPartition', (call) => {
  const [places, count] = [call.shapeOf(1, 'partitions'), call.number(2, 'num_partitions')];
  if (!places || typeof count !== 'number') return NOT_FOLLOWED;
  const part: Shape = [null, ...call.shapes[0]!.slice(places.length)];
  return { many: new Array<Shape>(count).fill(part) };
});

const oneHot = operation(
  'OneHot',
  (call) => {
    const [depth, axis] = [needed(call, 1, 'depth'), call.number(4, 'axis')];
    if (depth?.length !== 1 || axis === undefined) return NOT_FOLLOWED;
    const [shape] = call.shapes;
    const at = transform.axisIndex(axis ?? -1, shape!.length + 1);
    if (at === null) return null;
    const dtype = call.word(5, 'dtype') ?? call.dtypeOf(2, 'on_value') ?? call.dtypeOf(3, 'off_value') ?? 'float32';
    return { shape: [...shape!.slice(0, at), depth[0]!, ...shape!.slice(at)], dtype };
  },
  [['indices']],
);

/** Without a length it is the greatest of the tensor. */
const sequenceMask = operation(
  'SequenceMask',
  (call) => {
    const longest = call.dims(1, 'maxlen');
    if (longest === undefined) return NOT_FOLLOWED;
    return { shape: [...call.shapes[0]!, longest?.[0] ?? null], dtype: call.word(2, 'dtype') ?? 'bool' };
  },
  [['lengths']],
);

const categorical = operation(
  'Categorical',
  (call) => {
    const samples = call.dims(1, 'num_samples');
    return samples
      ? { shape: [call.shapes[0]![0]!, samples[0]!], dtype: call.word(2, 'dtype') ?? 'int64' }
      : NOT_FOLLOWED;
  },
  [['logits']],
);

const unravelIndex = operation('UnravelIndex', (call) => {
  const dims = call.dims(1, 'dims');
  const [shape] = call.shapes;
  if (!dims) return NOT_FOLLOWED;
  return shape!.length === 0 ? [dims.length] : [dims.length, shape!.reduce<Dim>(multiply, 1)];
});

export const tensorflowPicking: readonly (readonly [name: string, operation: Operation])[] = [
  ['slice', slice],
  ['strided_slice', stridedSlice],
  ['gather', gather],
  ['gather_nd', gatherNd],
  ['embedding_lookup', embeddingLookup],
  ['boolean_mask', booleanMask],
  ['scatter_nd', scatterNd],
  ['dynamic_partition', dynamicPartition],
  ['one_hot', oneHot],
  ['sequence_mask', sequenceMask],
  [
    'tensor_diag_part',
    operation('TensorDiagPart', ({ shapes: [shape] }) => {
      const half = shape!.length / 2;
      return shape!.slice(0, half).map((dim, axis) => dim ?? shape![half + axis]!);
    }),
  ],
  ['unravel_index', unravelIndex],
  ['random.categorical', categorical],
  ['random.multinomial', categorical],
];
