/** The methods of `tf.data.Dataset` that give another data set. */
import type { EvalContext } from '../../../eval/context';
import { positional } from '../../../eval/helpers';
import { type CallArguments, tuple, type UnknownValue, unknown, type Value } from '../../../eval/value';
import { type Dim, type Shape, sameDim, unknownDim } from '../../../shape/dim';
import type { Span } from '../../../text/span';
import { argument, booleanIn, numberIn } from '../../common/data-calls';
import { mapLeaves } from '../../common/data-element';
import { array, dimsOf } from '../../numpy/arrays';
import { type DatasetParts, dataset, datasetIn } from './dataset';
import { rowOf, tensorsIn } from './element';

type Transformation = (
  parts: DatasetParts,
  args: CallArguments,
  span: Span,
  context: EvalContext,
) => DatasetParts | UnknownValue;

const same: Transformation = (parts) => parts;

/** The size that the program gives; null if it is not known. */
function sizeIn(args: CallArguments, at: number, ...names: readonly string[]): number | null {
  const given = numberIn(argument(args, at, ...names));
  return given !== null && Number.isInteger(given) ? given : null;
}

/** `batch(n, drop_remainder=False)`: the last batch is smaller, so the size is None, unless it is dropped. */
const batch: Transformation = ({ element, count }, args, span, context) => {
  const size = sizeIn(args, 0, 'batch_size');
  const drops = booleanIn(argument(args, 1, 'drop_remainder')) ?? false;
  const first: Dim = drops ? (size ?? unknownDim()) : null;
  const text = `batch makes the first axis ${size === null ? '' : `of ${size} `}samples`;
  return {
    element: mapLeaves(
      element,
      (leaf) =>
        leaf.shape
          ? { ...leaf, shape: [first, ...leaf.shape], history: [...leaf.history, { span, text }] }
          : unknown('the shape of the data is not known', span),
      context,
      span,
    ),
    count: count === null || !size ? null : drops ? Math.floor(count / size) : Math.ceil(count / size),
    batch: size,
  };
};

/** Sizes that differ are padded: those that are None stay so, others are as `padded_shapes` says. */
const paddedBatch: Transformation = (parts, args, span, context) => {
  const shapes = argument(args, 1, 'padded_shapes');
  const inner: CallArguments = {
    ...args,
    positions: args.positions.slice(0, 1),
    names: new Map([...args.names].filter(([name]) => name !== 'padded_shapes')),
  };
  if (!shapes || shapes.value.kind === 'none') return batch(parts, inner, span, context);
  const element = padded(parts.element, shapes.value, span);
  return batch({ ...parts, element }, inner, span, context);
};

function padded(element: Value, shapes: Value, span: Span): Value {
  if (element.kind === 'array') {
    const given = shapes.kind === 'sequence' && !shapes.open ? paddedShape(shapes.items) : null;
    return given && element.shape?.length === given.length
      ? { ...element, shape: element.shape.map((dim, axis) => given[axis] ?? dim) }
      : unknown('the padded shapes are not known', span);
  }
  if (element.kind === 'sequence' && shapes.kind === 'sequence' && element.items.length === shapes.items.length)
    return tuple(element.items.map((item, i) => padded(item, shapes.items[i]!, span)));
  return unknown('the padded shapes are not followed', span);
}

function paddedShape(items: readonly Value[]): Shape {
  // None and −1 stand for the longest of the batch.
  return items.map((item) =>
    item.kind === 'none' ? null : dimsOf(item)?.[0] === -1 ? null : (dimsOf(item)?.[0] ?? null),
  );
}

/** The function sees the parts of a tuple as arguments. */
const map: Transformation = ({ element, count, batch: size }, args, span, context) => {
  const callee = argument(args, 0, 'map_func')?.value;
  if (!callee) return unknown('no function is given', span);
  if (element.kind === 'unknown') return element;
  const made = applied(callee, element, span, context);
  // A list is taken for a tuple here.
  const parts = made.kind === 'sequence' && !made.open ? tuple(made.items) : made;
  return { element: tensorsIn(parts, span, context), count, batch: size };
};

function applied(callee: Value, element: Value, span: Span, context: EvalContext): Value {
  // What the function does to a tensor, such as `set_shape`, stays in it.
  const own = mapLeaves(element, (leaf) => ({ ...leaf }), context, span);
  const given = own.kind === 'sequence' && own.type === 'tuple' ? own.items : [own];
  return context.call(callee, positional(given, span), { span, expr: null });
}

/** The function gives a data set for each element; its elements follow each other. */
const flatMap: Transformation = ({ element }, args, span, context) => {
  const callee = argument(args, 0, 'map_func')?.value;
  const inner = callee ? datasetIn(applied(callee, element, span, context)) : null;
  return inner ? { ...inner, count: null } : unknown('what the function gives is not a data set that is known', span);
};

const unbatch: Transformation = ({ element }, _, span, context) => ({
  element: mapLeaves(element, (leaf) => rowOf(leaf, span, 'unbatch takes the first axis away'), context, span),
  count: null,
  batch: null,
});

const repeat: Transformation = (parts, args) => {
  const times = sizeIn(args, 0, 'count');
  return { ...parts, count: parts.count !== null && times !== null && times >= 0 ? parts.count * times : null };
};

const take: Transformation = (parts, args) => {
  const most = sizeIn(args, 0, 'count');
  if (most === null) return { ...parts, count: null };
  return most < 0 ? parts : { ...parts, count: parts.count === null ? null : Math.min(parts.count, most) };
};

const skip: Transformation = (parts, args) => {
  const first = sizeIn(args, 0, 'count');
  return { ...parts, count: parts.count !== null && first !== null ? Math.max(0, parts.count - first) : null };
};

const shard: Transformation = (parts, args) => {
  const [shards, index] = [sizeIn(args, 0, 'num_shards'), sizeIn(args, 1, 'index')];
  const known = parts.count !== null && shards !== null && index !== null && shards > 0;
  return { ...parts, count: known ? Math.ceil((parts.count! - index) / shards) : null };
};

const enumerate: Transformation = (parts, _, span) => ({
  ...parts,
  element: tuple([array([], 'int64', span, 'a number', 'tensorflow'), parts.element]),
});

/** Sizes that differ between the two are None. */
const concatenate: Transformation = (parts, args, span) => {
  const other = datasetIn(argument(args, 0, 'dataset')?.value);
  if (!other) return unknown('the other data set is not known', span);
  return {
    element: common(parts.element, other.element, span),
    count: parts.count !== null && other.count !== null ? parts.count + other.count : null,
    batch: parts.batch === other.batch ? parts.batch : null,
  };
};

function common(a: Value, b: Value, span: Span): Value {
  if (a.kind === 'array' && b.kind === 'array') {
    const shape =
      a.shape && b.shape && a.shape.length === b.shape.length
        ? a.shape.map((dim, axis) => (sameDim(dim, b.shape![axis]!) || dim === b.shape![axis] ? dim : null))
        : null;
    return shape ? { ...a, shape } : unknown('the two data sets have elements of different rank', span);
  }
  if (a.kind === 'sequence' && b.kind === 'sequence' && a.items.length === b.items.length)
    return tuple(a.items.map((item, i) => common(item, b.items[i]!, span)));
  return a.kind === 'mapping' && b.kind === 'mapping' ? a : unknown('the two data sets differ', span);
}

/** `window(size, shift, stride, drop_remainder=False)`: each element is a data set itself, for each array one. */
const window: Transformation = ({ element }, args, span, context) => {
  const drops = booleanIn(argument(args, 3, 'drop_remainder')) ?? false;
  const size = drops ? sizeIn(args, 0, 'size') : null;
  return { element: mapLeaves(element, (leaf) => dataset(leaf, size), context, span), count: null, batch: null };
};

export const transformations: ReadonlyMap<string, Transformation> = new Map([
  ...['shuffle', 'prefetch', 'cache', 'with_options', 'snapshot', 'fingerprint'].map(
    (name): [string, Transformation] => [name, same],
  ),
  ['filter', (parts) => ({ ...parts, count: null })],
  ['take_while', (parts) => ({ ...parts, count: null })],
  ['unique', (parts) => ({ ...parts, count: null })],
  ['ignore_errors', (parts) => ({ ...parts, count: null })],
  ['batch', batch],
  ['padded_batch', paddedBatch],
  ['map', map],
  ['flat_map', flatMap],
  ['interleave', flatMap],
  ['unbatch', unbatch],
  ['repeat', repeat],
  ['take', take],
  ['skip', skip],
  ['shard', shard],
  ['enumerate', enumerate],
  ['concatenate', concatenate],
  ['window', window],
  ['reduce', (_, __, span) => unknown('it is computed by the running program', span)],
  ['scan', (_, __, span) => unknown('the scan is not followed', span)],
]);
