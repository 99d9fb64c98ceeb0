/** Functions of TensorFlow that give the same numbers another shape, pick some of them, or make tensors of a shape. */
import {
  add,
  compatible,
  type Dim,
  floorDivide,
  isKnown,
  multiply,
  type Shape,
  subtract,
  unknownDim,
} from '../../shape/dim';
import * as transform from '../../shape/transform';
import { standard } from './dtypes';
import { NOT_FOLLOWED, type Operation, type OperationCall, operation } from './operation';
import { sections } from './rearrange';
import { metType } from './tensorflow-elementwise';

/** `tf.split(x, [2, 3])` lists sizes, not places; one of them may be −1, the rest. */
const split = operation('Split', (call) => {
  const [parts, axis] = [call.axes(1, 'num_or_size_splits'), call.number(2, 'axis')];
  if (!parts || axis === undefined) return NOT_FOLLOWED;
  const [shape] = call.shapes;
  const at = transform.axisIndex(axis ?? 0, shape!.length);
  if (at === null) return null;
  const total = shape![at]!;
  const rest = parts.filter((size) => size >= 0).reduce((sum, size) => sum + size, 0);
  const listed = parts.map((size) => (size >= 0 ? size : typeof total === 'number' ? total - rest : unknownDim()));
  const isWhole = parts.includes(-1) || typeof total !== 'number' || rest === total;
  const sizes = call.isList(1, 'num_or_size_splits') ? (isWhole ? listed : null) : sections(total, parts[0]!, true);
  return sizes && { many: sizes.map((size) => shape!.map((dim, i) => (i === at ? size : dim))) };
});

/** Joined along an axis; of the other axes each tensor may know some. */
function joined(className: string, join: (shapes: readonly Shape[], axis: number) => Shape | null): Operation {
  return operation(
    className,
    (call) => {
      const axis = call.number(1, 'axis');
      if (axis === undefined) return NOT_FOLLOWED;
      const shape = join(call.shapes, axis ?? 0);
      return shape && { shape, dtype: metType(call.dtypes) };
    },
    'list',
  );
}

/** Without axes it is not known how many go away while one of them is open. */
const squeeze = operation('Squeeze', (call) => {
  const axes = call.axes(1, 'axis', 'squeeze_dims');
  const [shape] = call.shapes;
  if (axes === undefined) return NOT_FOLLOWED;
  if (axes === null && shape!.some((dim) => !isKnown(dim)))
    return 'TensorFlow does not say how many axes squeeze leaves while one of them is None';
  return transform.squeeze(shape!, axes);
});

const transpose = operation('Transpose', (call) => {
  const order = call.axes(1, 'perm');
  return order === undefined ? NOT_FOLLOWED : transform.transpose(call.shapes[0]!, order);
});

const matrixTranspose = operation('MatrixTranspose', ({ shapes: [shape] }) =>
  shape!.length < 2 ? null : [...shape!.slice(0, -2), shape!.at(-1)!, shape!.at(-2)!],
);

const pad = operation('Pad', (call) => {
  const pairs = call.pairs(1, 'paddings');
  const [shape] = call.shapes;
  if (!pairs) return NOT_FOLLOWED;
  if (pairs.length !== shape!.length || pairs.some((pair) => pair.length !== 2)) return null;
  return shape!.map((dim, axis) => add(dim, add(pairs[axis]![0]!, pairs[axis]![1]!)));
});

const ensureShape = operation('EnsureShape', (call) => {
  const given = call.dims(1, 'shape');
  const [shape] = call.shapes;
  if (!given) return NOT_FOLLOWED;
  if (given.length !== shape!.length || given.some((dim, axis) => !compatible(dim, shape![axis]!))) return null;
  return shape!.map((dim, axis) => dim ?? given[axis]!);
});

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

/** A size that comes from the data is that of the tensor, unless it is a 1 that may be stretched. */
const broadcastTo = operation('BroadcastTo', (call) => {
  const target = call.dims(1, 'shape');
  const [shape] = call.shapes;
  if (!target) return NOT_FOLLOWED;
  const lead = target.length - shape!.length;
  if (lead < 0) return null;
  const fits = shape!.every((dim, axis) => dim === 1 || compatible(dim, target[lead + axis]!));
  const own = (axis: number): Dim => (axis < lead || shape![axis - lead] === 1 ? null : shape![axis - lead]!);
  return fits ? target.map((dim, axis) => dim ?? own(axis)) : null;
});

/** Sizes that cannot be left out: a size that is None by itself reads as an argument that is none. */
function needed(call: OperationCall, position: number, name: string): Shape | null | undefined {
  return call.isNone(position, name) ? [null] : call.dims(position, name);
}

/** `tf.repeat(x, repeats, axis)`; in a row where no axis is given. */
const repeat = operation('Repeat', (call) => {
  const [times, axis] = [needed(call, 1, 'repeats'), call.number(2, 'axis')];
  const [shape] = call.shapes;
  if (!times || axis === undefined) return NOT_FOLLOWED;
  const flat = axis === null ? [shape!.reduce<Dim>(multiply, 1)] : shape!;
  const at = axis === null ? 0 : transform.axisIndex(axis, flat.length);
  if (at === null) return null;
  if (times.length > 1 && !compatible(flat[at]!, times.length)) return null;
  // TensorFlow itself leaves the first axis open where each element has a number of its own.
  const sum = at === 0 ? null : times.reduce<Dim>(add, 0);
  const size = times.length > 1 ? sum : multiply(flat[at]!, times[0]!);
  return flat.map((dim, i) => (i === at ? size : dim));
});

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

function blocksBetween(className: string, toSpace: boolean): Operation {
  return operation(className, (call) => {
    const block = call.number(1, 'block_size');
    const [shape] = call.shapes;
    if (!block) return NOT_FOLLOWED;
    if (shape!.length !== 4) return null;
    const channels = call.word(2, 'data_format') === 'NCHW' ? 1 : 3;
    return shape!.map((dim, axis) => {
      if (axis === 0) return dim;
      const factor = axis === channels ? block * block : block;
      return (axis === channels) === toSpace ? floorDivide(dim, factor) : multiply(dim, factor);
    });
  });
}

/** Blocks of space become samples of a batch, after padding. */
const spaceToBatch = operation('SpaceToBatch', (call) => {
  const [blocks, pairs] = [call.axes(1, 'block_shape'), call.pairs(2, 'paddings')];
  const [shape] = call.shapes;
  if (!blocks || !pairs) return NOT_FOLLOWED;
  if (blocks.length !== pairs.length || blocks.length >= shape!.length) return null;
  return shape!.map((dim, axis) => {
    if (axis === 0) return blocks.reduce<Dim>(multiply, dim);
    const pair = pairs[axis - 1];
    return pair ? floorDivide(add(dim, add(pair[0]!, pair[1]!)), blocks[axis - 1]!) : dim;
  });
});

const batchToSpace = operation('BatchToSpace', (call) => {
  const [blocks, pairs] = [call.axes(1, 'block_shape'), call.pairs(2, 'crops')];
  const [shape] = call.shapes;
  if (!blocks || !pairs) return NOT_FOLLOWED;
  if (blocks.length !== pairs.length || blocks.length >= shape!.length) return null;
  return shape!.map((dim, axis) => {
    if (axis === 0)
      return floorDivide(
        dim,
        blocks.reduce((product, size) => product * size, 1),
      );
    const pair = pairs[axis - 1];
    return pair ? subtract(multiply(dim, blocks[axis - 1]!), add(pair[0]!, pair[1]!)) : dim;
  });
});

/** A vector to a matrix with it on a diagonal. */
const diag = operation('Diag', (call) => {
  const [shape] = call.shapes;
  const [offset, rows, columns] = [call.number(1, 'k'), call.number(2, 'num_rows'), call.number(3, 'num_cols')];
  if (offset === undefined || rows === undefined || columns === undefined) return NOT_FOLLOWED;
  if (!shape!.length) return null;
  const size = add(shape!.at(-1)!, Math.abs(offset ?? 0));
  return [...shape!.slice(0, -1), rows && rows > 0 ? rows : size, columns && columns > 0 ? columns : size];
});

const diagPart = operation('DiagPart', (call) => {
  const [shape] = call.shapes;
  const offset = call.number(1, 'k');
  if (offset === undefined) return NOT_FOLLOWED;
  if (shape!.length < 2) return null;
  return [...shape!.slice(0, -2), diagonalLength(shape!.at(-2)!, shape!.at(-1)!, offset ?? 0)];
});

function diagonalLength(rows: Dim, columns: Dim, offset: number): Dim {
  if (!isKnown(rows) || !isKnown(columns)) return null;
  return Math.min(rows + Math.min(offset, 0), columns - Math.max(offset, 0));
}

/** The same bytes as numbers of another kind. */
const bitcast = operation('Bitcast', (call) => {
  const dtype = call.word(1, 'type');
  if (!dtype) return NOT_FOLLOWED;
  const [from, to] = [call.dtypes[0]!, dtype].map((each) => Number(/\d+$/.exec(each)?.[0] ?? 0));
  return from === to ? { shape: call.shapes[0]!, dtype } : 'a bitcast to numbers of another size is not followed';
});

const unravelIndex = operation('UnravelIndex', (call) => {
  const dims = call.dims(1, 'dims');
  const [shape] = call.shapes;
  if (!dims) return NOT_FOLLOWED;
  return shape!.length === 0 ? [dims.length] : [dims.length, shape!.reduce<Dim>(multiply, 1)];
});

/** `tf.zeros(shape)` and its like: the shape is the first argument, under one of two names. */
function made(className: string, dtypeOf: (given: string | null) => string): Operation {
  return operation(
    className,
    (call) => {
      const shape = call.dims(0, 'shape', 'dims');
      return shape ? { shape, dtype: dtypeOf(call.word(-1, 'dtype') ?? call.dtypeOf(1, 'value')) } : NOT_FOLLOWED;
    },
    [],
  );
}

const floats = (given: string | null): string => given ?? 'float32';

/** `tf.range(start, limit, delta)`; the one argument is the limit. */
const range = operation(
  'Range',
  (call) => {
    const [first, limit, step] = [call.dims(0, 'start'), call.dims(1, 'limit'), call.dims(2, 'delta')];
    if (!first || limit === undefined || step === undefined) return NOT_FOLLOWED;
    const [from, to, by] = [limit ? first[0]! : 0, limit ? limit[0]! : first[0]!, step?.[0] ?? 1];
    const count = isKnown(from) && isKnown(to) && isKnown(by) ? Math.max(0, Math.ceil((to - from) / by)) : null;
    return { shape: [count], dtype: call.word(3, 'dtype') ?? 'int32' };
  },
  [],
);

/** So many steps from one tensor to another, along a new axis. */
const linspace = operation(
  'Linspace',
  (call) => {
    const [count, axis] = [needed(call, 2, 'num'), call.number(4, 'axis')];
    const [start, stop] = call.shapes;
    if (count?.length !== 1 || axis === undefined || !stop) return NOT_FOLLOWED;
    const shape = transform.broadcast(start!, stop);
    const at = shape && transform.axisIndex(axis ?? 0, shape.length + 1);
    if (!shape || at === null) return null;
    return { shape: [...shape.slice(0, at), count[0]!, ...shape.slice(at)], dtype: metType(call.dtypes) };
  },
  [['start'], ['stop']],
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

export const tensorflowShapes: readonly (readonly [name: string, operation: Operation])[] = [
  ['split', split],
  ['concat', joined('Concatenate', transform.concatenate)],
  ['stack', joined('Stack', transform.stack)],
  ['squeeze', squeeze],
  ['transpose', transpose],
  ['matrix_transpose', matrixTranspose],
  ['adjoint', matrixTranspose],
  ['pad', pad],
  ['ensure_shape', ensureShape],
  ['slice', slice],
  ['strided_slice', stridedSlice],
  ['broadcast_to', broadcastTo],
  ['repeat', repeat],
  ['gather', gather],
  ['gather_nd', gatherNd],
  ['embedding_lookup', embeddingLookup],
  ['boolean_mask', booleanMask],
  ['scatter_nd', scatterNd],
  ['dynamic_partition', dynamicPartition],
  ['one_hot', oneHot],
  ['sequence_mask', sequenceMask],
  ['depth_to_space', blocksBetween('DepthToSpace', true)],
  ['space_to_depth', blocksBetween('SpaceToDepth', false)],
  ['space_to_batch', spaceToBatch],
  ['space_to_batch_nd', spaceToBatch],
  ['batch_to_space', batchToSpace],
  ['batch_to_space_nd', batchToSpace],
  ['diag', diag],
  ['diag_part', diagPart],
  ['tensor_diag', operation('TensorDiag', ({ shapes: [shape] }) => [...shape!, ...shape!])],
  [
    'tensor_diag_part',
    operation('TensorDiagPart', ({ shapes: [shape] }) => {
      const half = shape!.length / 2;
      return shape!.slice(0, half).map((dim, axis) => dim ?? shape![half + axis]!);
    }),
  ],
  ['unravel_index', unravelIndex],
  ['bitcast', bitcast],
  ['size', operation('Size', (call) => ({ shape: [], dtype: call.word(1, 'out_type') ?? 'int32' }))],
  ['zeros', made('Zeros', floats)],
  ['ones', made('Ones', floats)],
  ['fill', made('Fill', floats)],
  ['range', range],
  ['linspace', linspace],
  [
    'identity_n',
    operation('IdentityN', ({ shapes, dtypes }) => ({ many: shapes, dtypes: dtypes.map(standard) }), 'list'),
  ],
  ...['normal', 'uniform', 'truncated_normal'].map((name) => [`random.${name}`, made('Random', floats)] as const),
  ['random.categorical', categorical],
  ['random.multinomial', categorical],
];
