/**
 * Parameters that nobody has given a value, as sizes: where `filters` is used as a whole number, the size is `filters`, and
 * `filters * 4` where it is multiplied. The value itself stays unknown, since it may be anything. The size is kept beside
 * it, by identity, so that what is computed from it in another way has none.
 */

import type { BinaryOperator } from '../lang/program';
import { Symbolic } from '../shape/symbolic';
import type { Span } from '../text/span';
import type { EvalContext } from './context';
import { numberOf } from './unknown-number';
import { type UnknownValue, unknown, type Value } from './value';

const sizes = new WeakMap<UnknownValue, Symbolic>();

/** An unknown that prints as its name where it is used as a size. */
export function namedUnknown(name: string, reason: string, span: Span): UnknownValue {
  return withSize(unknown(reason, span), Symbolic.named(name));
}

export function sizeOfUnknown(value: UnknownValue): Symbolic | undefined {
  return sizes.get(value);
}

/** The same unknown, which is no size. */
export function withoutSize<V extends Value>(value: V): V {
  return value.kind === 'unknown' && sizes.has(value) ? { ...value } : value;
}

/** `value.name`, where the value is the parameter or an attribute of it. */
export function attributeOfUnknown(value: UnknownValue, name: string): UnknownValue {
  const size = sizes.get(value);
  return size && isPath.test(size.key)
    ? withSize({ ...value }, Symbolic.named(`${size.key}.${name}`))
    : withoutSize(value);
}

/** `value[index]`, likewise, for an index that is written out. */
export function elementOfUnknown(value: UnknownValue, index: Value): UnknownValue {
  const size = sizes.get(value);
  const written = index.kind === 'number' ? index.value : index.kind === 'string' ? `'${index.value}'` : null;
  return size && written !== null && isPath.test(size.key)
    ? withSize({ ...value }, Symbolic.named(`${size.key}[${written}]`))
    : withoutSize(value);
}

/** The result of an operator of which a side is unknown: a size if both sides are. */
export function operateOnUnknown(
  operator: BinaryOperator,
  left: Value,
  right: Value,
  span: Span,
  context: EvalContext,
): UnknownValue | null {
  const either = left.kind === 'unknown' ? left : right.kind === 'unknown' ? right : null;
  if (!either) return null;
  const [a, b] = [asSize(left), asSize(right)];
  const result =
    a && b && ['+', '-', '*', '//'].includes(operator) ? context.semantics.binary(operator, a, b, span, context) : null;
  return result?.kind === 'symbolic'
    ? withSize({ ...either }, result.value)
    : numberOf(operator, left, right, withoutSize(either));
}

/** Names with attributes and elements, but no arithmetic. */
const isPath = /^[A-Za-z_]\w*(?:\.\w+|\[[^\]]*\])*$/;

function withSize(value: UnknownValue, size: Symbolic): UnknownValue {
  sizes.set(value, size);
  return value;
}

function asSize(value: Value): Value | null {
  if (value.kind === 'number') return value.float ? null : value;
  if (value.kind === 'symbolic') return value;
  const size = value.kind === 'unknown' ? sizes.get(value) : undefined;
  return size ? { kind: 'symbolic', value: size } : null;
}
