/** Functions of `numpy` on sequences of numbers, and what is computed of two of them. */
import { type ArrayValue, unknown, type Value } from '../../eval/value';
import { add, type Dim, isKnown, multiply, type Shape, unknownDim } from '../../shape/dim';
import * as transform from '../../shape/transform';
import { argument, numberIn } from '../common/data-calls';
import { array, derived, dimOf, dimsOf } from './arrays';
import { arrayIn, type Body, notFollowed, onArray } from './call';

type Shaped = ArrayValue & { readonly shape: Shape };

function isShaped(value: ArrayValue | null): value is Shaped {
  return value !== null && value.shape !== null;
}

function withTwo(make: (a: Shaped, b: Shaped, args: Parameters<Body>[0]) => Shape | null): Body {
  return (args, span, context) => {
    const [a, b] = [arrayIn(args, 0, span, context, 'a', 'x'), arrayIn(args, 1, span, context, 'b', 'v', 'xp')];
    const shape = isShaped(a) && isShaped(b) ? make(a, b, args) : null;
    const dtype = a?.dtype === b?.dtype ? (a?.dtype ?? null) : null;
    return shape ? array(shape, dtype, span, 'two arrays are taken together') : notFollowed(span);
  };
}

/** How many numbers two sequences give that slide over each other (`numpy.convolve`). */
const convolve = withTwo((a, b, args) => {
  const mode = argument(args, 2, 'mode')?.value;
  if (a.shape.length !== 1 || b.shape.length !== 1 || (mode && mode.kind !== 'string')) return null;
  const [m, n] = [a.shape[0]!, b.shape[0]!];
  const name = mode?.value ?? 'full';
  if (name === 'full') return [add(add(m, n), -1)];
  if (!isKnown(m) || !isKnown(n)) return [unknownDim()];
  return [name === 'same' ? Math.max(m, n) : Math.max(m, n) - Math.min(m, n) + 1];
});

const kron = withTwo((a, b) => {
  const rank = Math.max(a.shape.length, b.shape.length);
  const wide = (shape: Shape): Shape => [...new Array<Dim>(rank - shape.length).fill(1), ...shape];
  const other = wide(b.shape);
  return wide(a.shape).map((dim, i) => multiply(dim, other[i]!));
});

/** Numbers at the places of the first array. */
const interp: Body = (args, span, context) => {
  const at = arrayIn(args, 0, span, context, 'x');
  return at?.shape?.length ? array(at.shape, 'float64', span, 'numbers between others') : notFollowed(span);
};

const rollAxis: Body = onArray((from, args, span) => {
  const [axis, start] = [numberIn(argument(args, 1, 'axis')), argument(args, 2, 'start')];
  const rank = from.shape?.length ?? 0;
  const at = axis === null ? null : transform.axisIndex(axis, rank);
  const given = start ? numberIn(start) : 0;
  if (!from.shape || at === null || given === null) return notFollowed(span);
  const before = given < 0 ? given + rank : given;
  const to = before > at ? before - 1 : before;
  const rest = from.shape.filter((_, i) => i !== at);
  return derived(from, [...rest.slice(0, to), from.shape[at]!, ...rest.slice(to)], span, 'an axis is moved');
});

/** Counts and the edges between them. */
const histogram: Body = (args, span) => {
  const bins = argument(args, 1, 'bins')?.value;
  const count = bins === undefined ? 10 : bins.kind === 'number' ? bins.value : null;
  if (count === null) return notFollowed(span);
  const items: Value[] = [array([count], 'int64', span, 'counts'), array([count + 1], 'float64', span, 'edges')];
  return { kind: 'sequence', type: 'tuple', items, origin: null };
};

const covariance: Body = onArray((from, args, span) => {
  const plain = args.positions.length === 1 && [...args.names.keys()].every((name) => name === 'm');
  const [variables, samples] = from.shape ?? [];
  if (!plain || variables === undefined || samples === undefined) return notFollowed(span);
  return array([variables, variables], 'float64', span, 'covariances');
});

/** `fromfunction(function, shape)`: the function is given whole arrays of coordinates. */
const fromFunction: Body = (args, span, context) => {
  const [callee, shape] = [argument(args, 0, 'function')?.value, dimsOf(argument(args, 1, 'shape')?.value)];
  if (!callee || !shape) return notFollowed(span);
  const positions = shape.map(() => ({ value: array(shape, 'float64', span, 'coordinates'), source: null, span }));
  return context.call(callee, { positions, names: new Map(), open: null }, { span, expr: null });
};

const logspace: Body = (args, span) => {
  const num = argument(args, 2, 'num');
  return array([num ? dimOf(num.value) : 50], 'float64', span, 'a range');
};

const indices: Body = (args, span) => {
  const sizes = dimsOf(argument(args, 0, 'dimensions')?.value);
  return sizes && args.names.size === 0
    ? array([sizes.length, ...sizes], 'int64', span, 'coordinates')
    : notFollowed(span);
};

const atLeast = (rank: number): Body =>
  onArray((from, _, span) => {
    if (!from.shape) return unknown(from.reason ?? 'its shape is not known', span);
    if (from.shape.length >= rank) return from;
    const one = new Array<Dim>(rank - from.shape.length).fill(1);
    return derived(from, [...one, ...from.shape], span, 'an axis is added');
  });

export const signalFunctions: readonly (readonly [name: string, body: Body])[] = [
  ['convolve', convolve],
  ['kron', kron],
  ['interp', interp],
  ['rollaxis', rollAxis],
  ['histogram', histogram],
  ['cov', covariance],
  ['corrcoef', covariance],
  ['fromfunction', fromFunction],
  ['logspace', logspace],
  ['geomspace', logspace],
  ['indices', indices],
  ['atleast_1d', atLeast(1)],
];

/** `numpy.fft` along the last axis; numbers of the full transform are complex. */
export const fourierFunctions: ReadonlyMap<string, Body> = new Map<string, Body>([
  ...['fft', 'ifft'].map((name) => [name, along((dim) => dim, 'complex128')] as const),
  ['rfft', along((dim) => (isKnown(dim) ? Math.floor(dim / 2) + 1 : unknownDim()), 'complex128')],
  ['fftshift', onArray((from) => ({ ...from }))],
]);

function along(change: (dim: Dim) => Dim, dtype: string): Body {
  return onArray((from, args, span) => {
    if (!from.shape?.length || args.positions.length > 1 || args.names.size > 0) return notFollowed(span);
    return array([...from.shape.slice(0, -1), change(from.shape.at(-1)!)], dtype, span, 'a transform');
  });
}
