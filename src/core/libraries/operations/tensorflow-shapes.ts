/** Functions of TensorFlow that give the same numbers another shape. */
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
import { NOT_FOLLOWED, needed, type Operation, operation } from './operation';
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
  ['broadcast_to', broadcastTo],
  ['repeat', repeat],
  ['depth_to_space', blocksBetween('DepthToSpace', true)],
  ['space_to_depth', blocksBetween('SpaceToDepth', false)],
  ['space_to_batch', spaceToBatch],
  ['space_to_batch_nd', spaceToBatch],
  ['batch_to_space', batchToSpace],
  ['batch_to_space_nd', batchToSpace],
  ['diag', diag],
  ['diag_part', diagPart],
  ['tensor_diag', operation('TensorDiag', ({ shapes: [shape] }) => [...shape!, ...shape!])],
  ['bitcast', bitcast],
  ['size', operation('Size', (call) => ({ shape: [], dtype: call.word(1, 'out_type') ?? 'int32' }))],
  [
    'identity_n',
    operation('IdentityN', ({ shapes, dtypes }) => ({ many: shapes, dtypes: dtypes.map(standard) }), 'list'),
  ],
];
