/**
 * Numbers that a loop counts, and lengths, where they are not known: `i - 60` and `i` are 60 apart in every turn. It is kept
 * beside the unknown value, by identity, so that what is computed from it in another way says nothing of the kind.
 */
import type { BinaryOperator } from '../lang/program';
import { add, type Dim, isKnown, subtract } from '../shape/dim';
import type { Span } from '../text/span';
import { numberDtype, unknownNumber } from './unknown-number';
import { sizeOfUnknown } from './unknown-size';
import type { UnknownValue, Value } from './value';

/** The count of one loop: from `low` up to, but not including `end`. */
interface Turns {
  readonly low: Dim;
  readonly end: Dim;
}

/** So far behind the count of a loop, or behind 0. */
interface Place {
  readonly turns: Turns | null;
  readonly offset: Dim;
}

const places = new WeakMap<UnknownValue, Place>();

/** What a loop counts that goes up; null where a bound is not known. */
export function countedNumber(low: Value | null, end: Value | null, span: Span): UnknownValue {
  const [first, last] = [low, end].map((bound) => (bound ? fixed(bound) : null));
  const value = unknownNumber('it counts the turns of a loop', span, 'int64');
  places.set(value, { turns: { low: first ?? null, end: last ?? null }, offset: 0 });
  return value;
}

/** The length of an axis whose size is an expression. */
export function lengthNumber(length: Dim, reason: string, span: Span): UnknownValue {
  const value = unknownNumber(reason, span, 'int64');
  places.set(value, { turns: null, offset: length });
  return value;
}

/** `result` of an operator, with its place where the operator only moves that of one side. */
export function moved(operator: BinaryOperator, left: Value, right: Value, result: UnknownValue): UnknownValue {
  const [a, b] = [placeOf(left), placeOf(right)];
  if (!a || !b || (operator !== '+' && operator !== '-')) return result;
  if (b.turns && (a.turns || operator === '-')) return result;
  const offset = operator === '+' ? add(a.offset, b.offset) : subtract(a.offset, b.offset);
  places.set(result, { turns: a.turns ?? b.turns, offset });
  return result;
}

/** The same number, which stands for itself alone: another turn of the loop may have made the other. */
export function withoutPlace<V extends Value>(value: V): V {
  const dtype = value.kind === 'unknown' && places.has(value) ? numberDtype(value) : null;
  return value.kind === 'unknown' && dtype ? (unknownNumber(value.reason, value.span, dtype) as Value as V) : value;
}

/** How many elements `[start:stop]` takes of an axis, where both surely lie within it; undefined where that is not known. */
export function windowLength(start: Value, stop: Value, axis: Dim): Dim | undefined {
  const [from, to] = [placeOf(start), placeOf(stop)];
  if (!from || !to || from.turns !== to.turns || from.turns === null) return undefined;
  const { low, end } = from.turns;
  const first = add(low, from.offset);
  const beyond = subtract(add(end, to.offset), axis);
  const isInside = isKnown(first) && first >= 0 && isKnown(beyond) && beyond <= 1;
  const length = subtract(to.offset, from.offset);
  return isInside && length !== null && (!isKnown(length) || length >= 0) ? length : undefined;
}

function placeOf(value: Value): Place | null {
  const offset = fixed(value);
  if (offset !== null) return { turns: null, offset };
  return (value.kind === 'unknown' && places.get(value)) || null;
}

/** A whole number or a size. */
function fixed(value: Value): Dim {
  switch (value.kind) {
    case 'number':
      return value.float ? null : value.value;
    case 'symbolic':
      return value.value;
    case 'unknown': {
      const place = places.get(value);
      return place ? (place.turns ? null : place.offset) : (sizeOfUnknown(value) ?? null);
    }
    default:
      return null;
  }
}
