/**
 * Numbers that are not known: which kind of number it is. It is kept beside the unknown value, by identity, so that what is
 * computed from it in another way is no number until it says so.
 */
import type { BinaryOperator } from '../lang/program';
import type { Span } from '../text/span';
import { type UnknownValue, unknown, type Value } from './value';

/** What an array of such numbers has as its dtype. */
type NumberDtype = 'int64' | 'float64';

const dtypes = new WeakMap<UnknownValue, NumberDtype>();

export function unknownNumber(reason: string, span: Span, dtype: NumberDtype): UnknownValue {
  const value = unknown(reason, span);
  dtypes.set(value, dtype);
  return value;
}

/** The kind of a number, known or not; null for what is no number or may be none. */
export function numberDtype(value: Value): NumberDtype | null {
  if (value.kind === 'number') return value.float ? 'float64' : 'int64';
  return (value.kind === 'unknown' && dtypes.get(value)) || null;
}

/** True where one of two values is a number that is not known and the other is known: a library may make something of both. */
export function isBesideNumber(a: Value, b: Value): boolean {
  const [number, other] = a.kind === 'unknown' ? [a, b] : [b, a];
  return number.kind === 'unknown' && other.kind !== 'unknown' && dtypes.has(number);
}

/** Either of two numbers; null unless both are numbers. */
export function eitherNumber(a: Value, b: Value, reason: string, span: Span): UnknownValue | null {
  const [first, second] = [numberDtype(a), numberDtype(b)];
  return first && second ? unknownNumber(reason, span, first === second ? first : 'float64') : null;
}

const arithmetic: ReadonlySet<BinaryOperator> = new Set(['+', '-', '*', '/', '//', '%', '**']);

/** What an operator makes of an unknown value and another: a number of both if they are numbers. */
export function numberOf(operator: BinaryOperator, left: Value, right: Value, either: UnknownValue): UnknownValue {
  const number = arithmetic.has(operator) ? eitherNumber(left, right, either.reason, either.span) : null;
  if (!number) return dtypes.has(either) ? { ...either } : either;
  if (operator === '/') dtypes.set(number, 'float64');
  return number;
}
