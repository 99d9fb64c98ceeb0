/** Several arrays in one: `concatenate`, `stack` and the like, also of a list of which it is not known how many it holds. */
import type { EvalContext } from '../../eval/context';
import { list, type ObjectType, type ObjectValue, type UnknownValue, unknown, type Value } from '../../eval/value';
import { add, type Dim, type Shape, unknownDim } from '../../shape/dim';
import * as transform from '../../shape/transform';
import type { Span } from '../../text/span';
import { argument, numberIn } from '../common/data-calls';
import { array, toArray } from './arrays';
import { type Body, notFollowed } from './call';

interface Parts {
  readonly shapes: readonly Shape[];
  /** The dtype that all have. */
  readonly dtype: string | null;
  /** There are some arrays of the one shape, and it is not known how many. */
  readonly open?: boolean;
}

function partsOf(value: Value, span: Span, context: EvalContext): Parts | UnknownValue {
  const items = context.iterate(value, span);
  if ('kind' in items) {
    const each = items.element && toArray(items.element, context, span);
    return each?.shape ? { shapes: [each.shape], dtype: each.dtype, open: true } : items;
  }
  const arrays = items.map((item) => toArray(item, context, span));
  const shapes = arrays.map((each) => each?.shape ?? null);
  const dtype = arrays[0]?.dtype ?? null;
  if (shapes.every((shape) => shape !== null))
    return { shapes, dtype: arrays.every((each) => each?.dtype === dtype) ? dtype : null };
  const missing = items.find((item) => item.kind === 'unknown');
  return missing?.kind === 'unknown' ? unknown(missing.reason, span) : notFollowed(span);
}

/** The shape of the whole and the axis along which the parts lie; null where they do not fit. */
type Join = (shapes: readonly Shape[], axis: number) => { readonly shape: Shape | null; readonly along: number };

function joined(join: Join): Body {
  return (args, span, context) => {
    const axis = argument(args, 1, 'axis');
    const along = axis ? (axis.value.kind === 'none' ? Number.NaN : numberIn(axis)) : 0;
    const given = argument(args, 0, 'arrays', 'tup', 'seq')?.value;
    return along === null || !given ? notFollowed(span) : joinedArray(join, given, along, span, context);
  };
}

function joinedArray(join: Join, given: Value, axis: number, span: Span, context: EvalContext): Value {
  const parts = partsOf(given, span, context);
  if ('kind' in parts) return parts;
  const { shape, along } = join(parts.shapes, axis);
  if (!shape) return notFollowed(span);
  const at = transform.axisIndex(along, shape.length);
  const whole = parts.open ? shape.map((dim, i) => (i === at ? unknownDim() : dim)) : shape;
  return array(whole, parts.dtype, span, 'arrays are joined');
}

const flat = (shape: Shape): Shape => transform.reshape(shape, [-1])!;
const asRow = (shape: Shape): Shape => (shape.length === 0 ? [1, 1] : shape.length === 1 ? [1, ...shape] : shape);
const asColumn = (shape: Shape): Shape => (shape.length === 0 ? [1, 1] : shape.length === 1 ? [...shape, 1] : shape);
const asPlane = (shape: Shape): Shape => (shape.length === 2 ? [...shape, 1] : [...asRow(shape), 1]);

/** Joined along one axis, each made to have it first. */
function alongAxis(axis: number, widen: (shape: Shape) => Shape): Join {
  return (shapes) => ({ shape: transform.concatenate(shapes.map(widen), axis), along: axis });
}

const concatenate: Join = (shapes, axis) =>
  Number.isNaN(axis)
    ? { shape: transform.concatenate(shapes.map(flat), 0), along: 0 }
    : { shape: transform.concatenate(shapes, axis), along: axis };

const hstack: Join = (shapes) =>
  (shapes[0]?.length ?? 0) < 2
    ? { shape: transform.concatenate(shapes.map(flat), 0), along: 0 }
    : { shape: transform.concatenate(shapes, 1), along: 1 };

/** `block`: rows of arrays, in lists within lists. */
const block: Body = (args, span, context) => {
  const given = argument(args, 0, 'arrays')?.value;
  if (given?.kind !== 'sequence' || given.open || !given.items.every(({ kind }) => kind === 'sequence'))
    return notFollowed(span);
  const rows = given.items.map((row) => joinedArray(alongAxis(1, asRow), row, 1, span, context));
  const unknownRow = rows.find(({ kind }) => kind !== 'array');
  return unknownRow ?? joinedArray(concatenate, list(rows), 0, span, context);
};

const append: Body = (args, span, context) => {
  const [first, second] = [argument(args, 0, 'arr')?.value, argument(args, 1, 'values')?.value];
  const axis = argument(args, 2, 'axis');
  const along = axis && axis.value.kind !== 'none' ? numberIn(axis) : Number.NaN;
  if (!first || !second || along === null) return notFollowed(span);
  return joinedArray(concatenate, list([first, second]), along, span, context);
};

const meshgrid: Body = ({ positions, names }, span, context) => {
  const sizes = positions.map(({ value }): Dim | undefined => toArray(value, context, span)?.shape?.[0]);
  if (sizes.length < 2 || names.has('sparse') || sizes.includes(undefined)) return notFollowed(span);
  const [x, y, ...rest] = sizes as readonly Dim[];
  const indexing = names.get('indexing')?.value;
  if (indexing && indexing.kind !== 'string') return notFollowed(span);
  const shape = indexing?.value === 'ij' ? [x!, y!, ...rest] : [y!, x!, ...rest];
  return list(
    positions.map(({ value }) => array(shape, toArray(value, context, span)!.dtype, span, 'a grid of coordinates')),
  );
};

export const joining: readonly (readonly [name: string, body: Body])[] = [
  ['concatenate', joined(concatenate)],
  ['concat', joined(concatenate)],
  ['stack', joined((shapes, axis) => ({ shape: transform.stack(shapes, axis), along: axis }))],
  ['vstack', joined(alongAxis(0, asRow))],
  ['row_stack', joined(alongAxis(0, asRow))],
  ['hstack', joined(hstack)],
  ['dstack', joined(alongAxis(2, asPlane))],
  ['column_stack', joined(alongAxis(1, asColumn))],
  ['block', block],
  ['append', append],
  ['meshgrid', meshgrid],
];

/** `np.c_[a, b]` and `np.r_[a, b]`: joined by what stands in brackets. */
function bracketed(name: string, join: Join): ObjectValue {
  const type: ObjectType = {
    index: (_, index, span, context) => {
      const items = index.kind === 'sequence' && index.type === 'tuple' ? index.items : [index];
      return joinedArray(join, list(items), 0, span, context);
    },
  };
  return { kind: 'object', class: `numpy.${name}`, type, data: new Map() };
}

export const brackets: readonly (readonly [name: string, value: ObjectValue])[] = [
  ['c_', bracketed('c_', (shapes) => ({ shape: transform.concatenate(shapes.map(asColumn), -1), along: -1 }))],
  [
    'r_',
    bracketed('r_', (shapes) => ({
      shape: transform.concatenate(
        shapes.map((s) => (s.length ? s : [1])),
        0,
      ),
      along: 0,
    })),
  ],
];

/** `pad(array, pad_width)`: a number for all, a pair for all axes, or a pair for each. */
export const padded: Body = (args, span, context) => {
  const given = argument(args, 0, 'array')?.value;
  const from = given && toArray(given, context, span);
  const widths = argument(args, 1, 'pad_width')?.value;
  if (!from?.shape || !widths) return notFollowed(span);
  const pairs = pairsFor(widths, from.shape.length);
  const shape = pairs && from.shape.map((dim, i) => add(dim, pairs[i]!));
  return shape ? { ...array(shape, from.dtype, span, 'it is padded'), facts: {} } : notFollowed(span);
};

/** How much each axis grows. */
function pairsFor(widths: Value, rank: number): readonly number[] | null {
  if (widths.kind === 'number') return new Array<number>(rank).fill(2 * widths.value);
  if (widths.kind !== 'sequence' || widths.open) return null;
  const pair = (items: readonly Value[]): number | null => {
    const sizes = items.map((item) => (item.kind === 'number' ? item.value : null));
    if (sizes.includes(null) || sizes.length < 1 || sizes.length > 2) return null;
    return sizes.length === 1 ? 2 * sizes[0]! : sizes[0]! + sizes[1]!;
  };
  if (widths.items.every(({ kind }) => kind === 'number')) {
    const each = pair(widths.items);
    return each === null ? null : new Array<number>(rank).fill(each);
  }
  const each = widths.items.map((item) => (item.kind === 'sequence' && !item.open ? pair(item.items) : null));
  if (each.includes(null)) return null;
  const known = each as readonly number[];
  if (known.length === 1) return new Array<number>(rank).fill(known[0]!);
  return known.length === rank ? known : null;
}
