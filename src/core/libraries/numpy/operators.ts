/** Arithmetic and comparison of arrays, with broadcasting. */
import type { EvalContext } from '../../eval/context';
import { type ArrayValue, unknown, type Value } from '../../eval/value';
import type { BinaryOperator } from '../../lang/program';
import { formatShape } from '../../shape/dim';
import { broadcast, matmul } from '../../shape/transform';
import type { Span } from '../../text/span';
import { perSample } from '../operations/cost';
import { toArray } from './arrays';

const comparisons: ReadonlySet<BinaryOperator> = new Set(['==', '!=', '<', '<=', '>', '>=']);
const arithmetic: ReadonlySet<BinaryOperator> = new Set([
  '+',
  '-',
  '*',
  '/',
  '//',
  '%',
  '**',
  '&',
  '|',
  '^',
  '<<',
  '>>',
  '@',
]);

/** Null unless one of the two is an array. */
export function arrayBinary(
  operator: BinaryOperator,
  left: Value,
  right: Value,
  span: Span,
  context: EvalContext,
): Value | null {
  if (left.kind !== 'array' && right.kind !== 'array') return null;
  if (!comparisons.has(operator) && !arithmetic.has(operator)) return null;
  const a = toArray(left, context, span);
  const b = toArray(right, context, span);
  if (!a || !b) return unknown('one of the two is not an array', span);
  if (!a.shape || !b.shape) return unknown('the shape of an array is not known', span);
  const shape = operator === '@' ? matmul(a.shape, b.shape) : broadcast(a.shape, b.shape);
  if (!shape) {
    context.fault(
      'broadcast-mismatch',
      `arrays of shapes ${formatShape(a.shape)} and ${formatShape(b.shape)} do not fit together`,
      span,
    );
    return unknown('the two arrays do not fit together', span);
  }
  if (operator === '@' && (a.library !== 'numpy' || b.library !== 'numpy')) {
    const [shapes, over] = [[a.shape, b.shape], [a.shape.at(-1)!]];
    context.graph.noteCost((batch) => perSample({ places: shape, over }, batch, shapes));
  }
  const larger = left.kind === 'array' && (right.kind !== 'array' || a.shape.length >= b.shape.length) ? a : b;
  const dtype = comparisons.has(operator) ? 'bool' : resultType(operator, a, b, left, right);
  const sameRows = shape.length > 0 && shape[0] === larger.shape![0];
  const facts = comparisons.has(operator) || !sameRows ? {} : scaled(operator, larger, right);
  return { ...larger, shape, dtype, facts };
}

/** Division by a number is remembered: training scales its pixels alike. */
function scaled(operator: BinaryOperator, from: ArrayValue, right: Value): ArrayValue['facts'] {
  const { dataset, classes, oneHot, scale } = from.facts;
  const kept = {
    ...(dataset ? { dataset } : {}),
    ...(classes === undefined ? {} : { classes }),
    ...(oneHot ? { oneHot } : {}),
  };
  return operator === '/' && right.kind === 'number'
    ? { ...kept, scale: (scale ?? 1) * right.value }
    : { ...kept, ...(scale === undefined ? {} : { scale }) };
}

/** A Python number takes the array's dtype where it can; true division makes floats. */
function resultType(operator: BinaryOperator, a: ArrayValue, b: ArrayValue, left: Value, right: Value): string | null {
  const [first, second] = [a.dtype, b.dtype];
  if (first === null || second === null) return null;
  const isFloat = (dtype: string): boolean => dtype.startsWith('float');
  if (left.kind !== 'array' || right.kind !== 'array') {
    const own = left.kind === 'array' ? first : second;
    const other = left.kind === 'array' ? second : first;
    if (isFloat(own)) return own;
    return operator === '/' || isFloat(other) ? 'float64' : own;
  }
  if (first === second) return operator === '/' && !isFloat(first) ? 'float64' : first;
  return isFloat(first) && isFloat(second) ? 'float64' : null;
}
