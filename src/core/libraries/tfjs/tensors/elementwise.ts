/** Functions of each element, and of two tensors that are broadcast against each other. */

import { type ArrayValue, unknown } from '../../../eval/value';
import { type Dim, formatShape, isKnown, type Shape, sameDim, unknownDim } from '../../../shape/dim';
import { argument } from '../../common/data-calls';
import { arrayIn, derived, type TensorFunction, wordIn } from './array';

const sameType = [
  'abs',
  'neg',
  'sign',
  'square',
  'relu',
  'relu6',
  'ceil',
  'floor',
  'round',
  'clipByValue',
  'cumsum',
  'cumprod',
  'reverse',
  'relu',
  'prelu',
  'reverse1d',
  'reverse2d',
  'reverse3d',
  'reverse4d',
  'identity',
] as const;
const toFloat = [
  'exp',
  'expm1',
  'log',
  'log1p',
  'sqrt',
  'rsqrt',
  'reciprocal',
  'sin',
  'cos',
  'tan',
  'sinh',
  'cosh',
  'tanh',
  'asin',
  'acos',
  'atan',
  'asinh',
  'acosh',
  'atanh',
  'erf',
  'elu',
  'selu',
  'leakyRelu',
  'sigmoid',
  'logSigmoid',
  'softplus',
  'softmax',
  'logSoftmax',
  'step',
  'toFloat',
] as const;
const arithmetic = [
  'add',
  'sub',
  'mul',
  'maximum',
  'minimum',
  'mod',
  'pow',
  'squaredDifference',
  'floorDiv',
  'div',
  'divNoNan',
  'atan2',
] as const;
const comparisons = [
  'equal',
  'notEqual',
  'greater',
  'greaterEqual',
  'less',
  'lessEqual',
  'logicalAnd',
  'logicalOr',
  'logicalXor',
] as const;

export const elementwise: ReadonlyMap<string, TensorFunction> = new Map<string, TensorFunction>([
  ...sameType.map((name): [string, TensorFunction] => [name, each((dtype) => dtype)]),
  ...toFloat.map((name): [string, TensorFunction] => [name, each(() => 'float32')]),
  ...['logicalNot', 'isNaN', 'isInf', 'isFinite', 'toBool'].map((name): [string, TensorFunction] => [
    name,
    each(() => 'bool'),
  ]),
  ['toInt', each(() => 'int32')],
  [
    'cast',
    (args, site, context) => {
      const from = arrayIn(argument(args, 0)?.value, site, context);
      if (from.kind === 'unknown') return from;
      return { ...from, dtype: wordIn(argument(args, 1)?.value) };
    },
  ],
  ...arithmetic.map((name): [string, TensorFunction] => [name, both(name, higherType)]),
  ...comparisons.map((name): [string, TensorFunction] => [name, both(name, () => 'bool')]),
]);

/** Samples stay in place, so what is known of the data is kept. */
function each(dtype: (dtype: string | null) => string | null): TensorFunction {
  return (args, site, context) => {
    const from = arrayIn(argument(args, 0)?.value, site, context);
    return from.kind === 'unknown' ? from : { ...from, dtype: dtype(from.dtype) };
  };
}

function both(name: string, dtype: (a: string | null, b: string | null) => string | null): TensorFunction {
  return (args, site, context) => {
    const a = arrayIn(argument(args, 0)?.value, site, context);
    if (a.kind === 'unknown') return a;
    const b = arrayIn(argument(args, 1)?.value, site, context);
    if (b.kind === 'unknown') return b;
    if (!a.shape || !b.shape) return { ...derived(a, null, dtype(a.dtype, b.dtype), site.span, null) };
    const shape = broadcast(a.shape, b.shape);
    if (!shape) {
      context.fault(
        'array-shape-mismatch',
        `${name} cannot broadcast ${formatShape(a.shape)} and ${formatShape(b.shape)}`,
        site.span,
      );
      return unknown(`${name} cannot broadcast the two shapes`, site.span);
    }
    const kept: ArrayValue = b.shape.length === 0 ? a : derived(a, shape, null, site.span, null);
    return { ...kept, shape, dtype: dtype(a.dtype, b.dtype) };
  };
}

/** `upcastType` of tfjs-core for the types that data have. */
function higherType(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return null;
  const order = ['bool', 'int32', 'float32', 'complex64'];
  return order[Math.max(order.indexOf(a), order.indexOf(b))] ?? null;
}

/** The shape of two tensors together; null if they do not fit. */
function broadcast(a: Shape, b: Shape): Shape | null {
  const rank = Math.max(a.length, b.length);
  const shape: Dim[] = [];
  for (let i = 0; i < rank; i++) {
    const x = i < rank - a.length ? 1 : a[i - (rank - a.length)]!;
    const y = i < rank - b.length ? 1 : b[i - (rank - b.length)]!;
    if (x === 1) shape.push(y);
    else if (y === 1 || x === y || sameDim(x, y)) shape.push(x);
    else if (isKnown(x) && isKnown(y)) return null;
    else shape.push(isKnown(x) ? x : isKnown(y) ? y : unknownDim());
  }
  return shape;
}
