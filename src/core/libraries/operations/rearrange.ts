/** Operations that give the same numbers another shape: reshaping, joining, dividing, turning, repeating. */
import { add, ceilDivide, type Dim, floorDivide, isKnown, multiply, type Shape, unknownDim } from '../../shape/dim';
import * as transform from '../../shape/transform';
import { resultType, standard } from './dtypes';
import { NOT_FOLLOWED, type Operation, type OperationCall, type Outcome, operation } from './operation';
import { rearranged } from './rearrange-pattern';

/** Sections that are worth listing. */
const MAX_PARTS = 1_024;

const reshape = operation('Reshape', (call) => {
  const target = call.dims(1, 'newshape', 'shape');
  return target ? transform.reshape(call.shapes[0]!, target) : NOT_FOLLOWED;
});

/** Each axis is meant in the result. */
const expandDims = operation('ExpandDims', (call) => {
  const axes = call.axes(1, 'axis');
  if (!axes) return NOT_FOLLOWED;
  const [shape] = call.shapes;
  const rank = shape!.length + axes.length;
  const places = axes.map((axis) => transform.axisIndex(axis, rank));
  if (places.includes(null) || new Set(places).size < places.length) return null;
  const rest = shape!.values();
  return Array.from({ length: rank }, (_, at) => (places.includes(at) ? 1 : (rest.next().value as Dim)));
});

const squeeze = operation('Squeeze', (call) => {
  const axes = call.axes(1, 'axis');
  return axes === undefined ? NOT_FOLLOWED : transform.squeeze(call.shapes[0]!, axes);
});

const transpose = operation('Transpose', (call) => {
  const order = call.axes(1, 'axes', 'perm', 'pattern');
  return order === undefined ? NOT_FOLLOWED : transform.transpose(call.shapes[0]!, order);
});

function met(shape: Shape | null, { dtypes }: OperationCall): Outcome {
  return shape && { shape, dtype: resultType(...dtypes) };
}

export function joined(
  className: string,
  join: (shapes: readonly Shape[], axis: number) => Shape | null,
  fallback: number,
): Operation {
  return operation(
    className,
    (call) => {
      const axis = call.number(1, 'axis');
      return axis === undefined ? NOT_FOLLOWED : met(join(call.shapes, axis ?? fallback), call);
    },
    'list',
  );
}

/** The axis follows from the rank of the first. */
function joinedAt(
  className: string,
  axisOf: (rank: number) => number,
  widen: (shape: Shape) => Shape = (s) => s,
): Operation {
  return operation(
    className,
    (call) => {
      const shapes = call.shapes.map(widen);
      return met(transform.concatenate(shapes, axisOf(shapes[0]!.length)), call);
    },
    'list',
  );
}

const hstack = operation(
  'Hstack',
  (call) => {
    if (call.shapes.some(({ length }) => length < 2)) return 'Keras does not say what hstack makes of a single axis';
    return met(transform.concatenate(call.shapes, 1), call);
  },
  'list',
);

/** To three axes: `(n,)` is `(1, n, 1)`, `(m, n)` is `(m, n, 1)`. */
function atLeast3d(shape: Shape): Shape {
  return shape.length === 1 ? [1, shape[0]!, 1] : shape.length === 2 ? [...shape, 1] : shape;
}

const append = operation(
  'Append',
  (call) => {
    const axis = call.number(2, 'axis');
    if (axis === undefined || call.shapes.length < 2) return NOT_FOLLOWED;
    const shapes = axis === null ? call.shapes.map((shape) => [elements(shape)]) : call.shapes;
    return met(transform.concatenate(shapes, axis ?? 0), call);
  },
  'two',
);

function elements(shape: Shape): Dim {
  return shape.reduce<Dim>(multiply, 1);
}

const tile = operation('Tile', (call) => {
  const times = call.dims(1, 'repeats', 'multiples', 'n');
  if (!times) return NOT_FOLLOWED;
  const [shape] = call.shapes;
  const lead = new Array<Dim>(Math.max(0, times.length - shape!.length)).fill(1);
  const wide = [...lead, ...shape!];
  const skipped = wide.length - times.length;
  return wide.map((dim, axis) => (axis < skipped ? dim : multiply(dim, times[axis - skipped]!)));
});

/** So many times each, or as many times as is said for each element of the axis. */
const repeat = operation('Repeat', (call) => {
  // A size that is None by itself reads as an argument that is none.
  const times = call.isNone(1, 'repeats', 'rep') ? [null] : call.dims(1, 'repeats', 'rep');
  const axis = call.number(2, 'axis');
  if (!times || axis === undefined) return NOT_FOLLOWED;
  const [shape] = call.shapes;
  const flat = axis === null ? [elements(shape!)] : shape!;
  const at = axis === null ? 0 : transform.axisIndex(axis, flat.length);
  if (at === null) return null;
  const sum = times.reduce<Dim>(add, 0);
  return flat.map((dim, i) => (i !== at ? dim : times.length === 1 ? multiply(dim, times[0]!) : sum));
});

const pad = operation('Pad', (call) => {
  const pairs = call.pairs(1, 'pad_width', 'paddings');
  if (!pairs) return NOT_FOLLOWED;
  const [shape] = call.shapes;
  const each = pairs.length === 1 ? shape!.map(() => pairs[0]!) : pairs;
  return each.length === shape!.length
    ? shape!.map((dim, axis) => add(dim, add(each[axis]![0] ?? 0, each[axis]![1] ?? each[axis]![0] ?? 0)))
    : null;
});

/** Into so many parts, or at the places that are listed. `even`: the parts must be of one size. */
function split(className: string, axisOf: (call: OperationCall) => number | undefined, even = true): Operation {
  return operation(className, (call) => {
    const parts = call.axes(1, 'indices_or_sections', 'num_or_size_splits');
    const axis = axisOf(call);
    if (!parts || axis === undefined) return NOT_FOLLOWED;
    const [shape] = call.shapes;
    const at = transform.axisIndex(axis, shape!.length);
    if (at === null) return null;
    const sizes = parts.length === 1 ? sections(shape![at]!, parts[0]!, even) : between(shape![at]!, parts);
    return sizes && { many: sizes.map((size) => shape!.map((dim, i) => (i === at ? size : dim))) };
  });
}

export function sections(size: Dim, count: number, even: boolean): readonly Dim[] | null {
  if (count < 1 || (even && isKnown(size) && size % count !== 0)) return null;
  return Array.from({ length: Math.min(count, MAX_PARTS) }, (_, i) => {
    if (!isKnown(size)) return size === null ? null : unknownDim();
    return Math.floor(size / count) + (i < size % count ? 1 : 0);
  });
}

/** From place to place, the last part to the end. */
function between(size: Dim, places: readonly number[]): readonly Dim[] {
  return [...places, null].map((end, i) => {
    const start = i === 0 ? 0 : places[i - 1]!;
    if (end === null) return isKnown(size) ? Math.max(0, size - start) : size === null ? null : unknownDim();
    return Math.max(0, (isKnown(size) ? Math.min(end, size) : end) - start);
  });
}

const byAxis = (at: number) => (call: OperationCall) => {
  const axis = call.number(at, 'axis');
  return axis === null ? 0 : axis;
};

const unstack: Operation = { ...operation('Unstack', unstacked), sizes: ([own]) => own ?? null };

function unstacked(call: OperationCall): Outcome {
  const [count, axis] = [call.number(1, 'num'), call.number(2, 'axis')];
  if (count === undefined || axis === undefined) return NOT_FOLLOWED;
  const [shape] = call.shapes;
  const at = transform.axisIndex(axis ?? 0, shape!.length);
  if (at === null) return null;
  const size = count ?? shape![at]!;
  if (!isKnown(size) || size > MAX_PARTS) return NOT_FOLLOWED;
  return { many: new Array<Shape>(size).fill(shape!.filter((_, i) => i !== at)) };
}

/** The axes in another order: those at `from` go to `to`. */
function moved(shape: Shape, from: readonly number[], to: readonly number[]): Shape | null {
  const [sources, targets] = [from, to].map((axes) => axes.map((axis) => transform.axisIndex(axis, shape.length)));
  if (sources!.includes(null) || targets!.includes(null) || from.length !== to.length) return null;
  const rest = shape.filter((_, axis) => !sources!.includes(axis));
  return shape.map((_, axis) => {
    const at = targets!.indexOf(axis);
    return at >= 0 ? shape[sources![at]!]! : rest.shift()!;
  });
}

function swapped(shape: Shape, first: number, second: number): Shape | null {
  const [a, b] = [first, second].map((axis) => transform.axisIndex(axis, shape.length));
  if (a === null || b === null) return null;
  return shape.map((dim, axis) => (axis === a ? shape[b!]! : axis === b ? shape[a!]! : dim));
}

const swapaxes = operation('SwapAxes', (call) => {
  const [first, second] = [call.number(1, 'axis1'), call.number(2, 'axis2')];
  return typeof first === 'number' && typeof second === 'number'
    ? swapped(call.shapes[0]!, first, second)
    : NOT_FOLLOWED;
});

const moveaxis = operation('Moveaxis', (call) => {
  const [from, to] = [call.axes(1, 'source'), call.axes(2, 'destination')];
  return from && to ? moved(call.shapes[0]!, from, to) : NOT_FOLLOWED;
});

/** Keras exchanges the two axes however often it turns. */
const rot90 = operation('Rot90', (call) => {
  const axes = call.axes(2, 'axes');
  if (axes === undefined) return NOT_FOLLOWED;
  const [first, second] = axes ?? [0, 1];
  return call.shapes[0]!.length < 2 ? null : swapped(call.shapes[0]!, first!, second!);
});

const broadcastTo = operation('BroadcastTo', (call) => {
  const target = call.dims(1, 'shape');
  if (!target) return NOT_FOLLOWED;
  const stretched = transform.broadcast(call.shapes[0]!, target);
  return stretched && stretched.length === target.length ? [...target] : null;
});

const batchFlatten = operation('Reshape', ({ shapes }) =>
  transform.reshape(shapes[0]!, [-1, elements(shapes[0]!.slice(1))]),
);

/** Channels to blocks of pixels, and back. */
function blocks(className: string, toSpace: boolean): Operation {
  return operation(className, (call) => {
    const block = call.number(1, 'block_size');
    const [shape] = call.shapes;
    if (!block) return NOT_FOLLOWED;
    if (shape!.length !== 4) return null;
    const channels = /^(channels_first|NCHW)$/.test(call.word(2, 'data_format') ?? '') ? 1 : 3;
    return shape!.map((dim, axis) => {
      if (axis === 0) return dim;
      const isChannels = axis === channels;
      const factor = isChannels ? block * block : block;
      return isChannels === toSpace ? floorDivide(dim, factor) : multiply(dim, factor);
    });
  });
}

const meshgrid = operation(
  'Meshgrid',
  (call) => {
    const sizes = call.shapes.map(elements);
    const swaps = call.word(-1, 'indexing') !== 'ij' && sizes.length > 1;
    const shape = swaps ? [sizes[1]!, sizes[0]!, ...sizes.slice(2)] : sizes;
    return { many: sizes.map(() => shape), dtypes: call.dtypes.map(standard) };
  },
  'each',
);

/** `(n,)` to a matrix with it on a diagonal, a matrix to its diagonal. */
const diag = operation('Diag', (call) => {
  const offset = call.number(1, 'k');
  const [shape] = call.shapes;
  if (offset === undefined) return NOT_FOLLOWED;
  if (shape!.length === 1) {
    const size = add(shape![0]!, Math.abs(offset ?? 0));
    return [size, size];
  }
  return shape!.length === 2 ? [diagonalLength(shape![0]!, shape![1]!, offset ?? 0)] : null;
});

const diagflat = operation('Diagflat', (call) => {
  const offset = call.number(1, 'k');
  if (offset === undefined) return NOT_FOLLOWED;
  const size = add(elements(call.shapes[0]!), Math.abs(offset ?? 0));
  return [size, size];
});

const diagonal = operation('Diagonal', (call) => {
  const [offset, first, second] = [call.number(1, 'offset'), call.number(2, 'axis1'), call.number(3, 'axis2')];
  const [shape] = call.shapes;
  if (offset === undefined || first === undefined || second === undefined) return NOT_FOLLOWED;
  const [a, b] = [first ?? 0, second ?? 1].map((axis) => transform.axisIndex(axis, shape!.length));
  if (typeof a !== 'number' || typeof b !== 'number' || a === b) return null;
  const rest = shape!.filter((_, axis) => axis !== a && axis !== b);
  return [...rest, diagonalLength(shape![a]!, shape![b]!, offset ?? 0)];
});

function diagonalLength(rows: Dim, columns: Dim, offset: number): Dim {
  if (!isKnown(rows) || !isKnown(columns)) return rows === null || columns === null ? null : unknownDim();
  return Math.max(0, Math.min(rows + Math.min(offset, 0), columns - Math.max(offset, 0)));
}

const trace = operation('Trace', (call) => {
  const [first, second] = [call.number(2, 'axis1'), call.number(3, 'axis2')];
  if (first === undefined || second === undefined) return NOT_FOLLOWED;
  const shape = call.shapes[0]!.length < 2 ? null : transform.reduce(call.shapes[0]!, [first ?? 0, second ?? 1], false);
  const [dtype] = call.dtypes;
  return shape && { shape, dtype: /^(bool|u?int(8|16))$/.test(dtype!) ? 'int32' : standard(dtype!) };
});

const vander = operation('Vander', (call) => {
  const count = call.number(1, 'N');
  const [shape] = call.shapes;
  if (count === undefined) return NOT_FOLLOWED;
  return shape!.length === 1 ? [shape![0]!, count ?? shape![0]!] : null;
});

/** The same bytes as numbers of another size. */
const view = operation('View', (call) => {
  const from = standard(call.dtypes[0]!);
  const dtype = call.word(1, 'dtype') ?? from;
  const [shape] = call.shapes;
  const [old, now] = [from, dtype].map(bytesOf);
  if (!old || !now) return NOT_FOLLOWED;
  if (old === now || !shape!.length) return { shape: shape!, dtype };
  const last = shape!.at(-1)!;
  const size = old > now ? multiply(last, old / now) : ceilDivide(last, now / old);
  return { shape: [...shape!.slice(0, -1), size], dtype };
});

function bytesOf(dtype: string): number {
  return dtype === 'bool' ? 1 : Number(/\d+$/.exec(dtype)?.[0] ?? 0) / 8;
}

const rearrange = operation(
  'Rearrange',
  (call) => {
    const pattern = call.word(1, 'pattern');
    return pattern === null ? NOT_FOLLOWED : rearranged(call.shapes[0]!, pattern, call.named());
  },
  [['tensor']],
);

/** Half of an axis gates the other half. */
const glu = operation('Glu', (call) => {
  const axis = call.number(1, 'axis');
  const [shape] = call.shapes;
  if (axis === undefined) return NOT_FOLLOWED;
  const at = transform.axisIndex(axis ?? -1, shape!.length);
  const size = at === null ? null : sections(shape![at]!, 2, true);
  return size && shape!.map((dim, i) => (i === at ? size[0]! : dim));
});

export const rearrangingOperations: readonly (readonly [name: string, operation: Operation])[] = [
  ['reshape', reshape],
  ['expand_dims', expandDims],
  ['squeeze', squeeze],
  ['transpose', transpose],
  ['permute_dimensions', transpose],
  ['concatenate', joined('Concatenate', transform.concatenate, 0)],
  ['stack', joined('Stack', transform.stack, 0)],
  ['hstack', hstack],
  ['vstack', joinedAt('Vstack', () => 0)],
  ['dstack', joinedAt('Dstack', () => 2, atLeast3d)],
  ['append', append],
  ['add_n', operation('AddN', ({ shapes }) => shapes[0] ?? null, 'list')],
  ['tile', tile],
  ['repeat', repeat],
  ['repeat_elements', repeat],
  ['pad', pad],
  ['split', split('Split', byAxis(2))],
  ['array_split', split('ArraySplit', byAxis(2), false)],
  ['hsplit', split('Hsplit', (call) => Math.min(1, call.shapes[0]!.length - 1))],
  ['vsplit', split('Vsplit', () => 0)],
  ['dsplit', split('Dsplit', () => 2)],
  ['unstack', unstack],
  ['swapaxes', swapaxes],
  ['moveaxis', moveaxis],
  ['rot90', rot90],
  ['fliplr', operation('Fliplr', ({ shapes }) => (shapes[0]!.length < 2 ? null : shapes[0]!))],
  ['ravel', operation('Ravel', ({ shapes }) => [elements(shapes[0]!)])],
  ['broadcast_to', broadcastTo],
  ['batch_flatten', batchFlatten],
  ['depth_to_space', blocks('DepthToSpace', true)],
  ['space_to_depth', blocks('SpaceToDepth', false)],
  ['meshgrid', meshgrid],
  ['diag', diag],
  ['diagflat', diagflat],
  ['diagonal', diagonal],
  ['trace', trace],
  ['vander', vander],
  ['view', view],
  ['rearrange', rearrange],
  ['glu', glu],
];
