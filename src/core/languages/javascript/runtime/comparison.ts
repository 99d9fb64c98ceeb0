/** Comparing values: equality, order, keys and classes. */
import { boolean, mappingKey, string, unknown, type Value } from '../../../eval/value';
import { sameDim } from '../../../shape/dim';
import type { Span } from '../../../text/span';
import { toNumber } from './arithmetic';
import { text } from './text';

/** Strict equality; null where it cannot be told. */
export function sameValue(left: Value, right: Value): boolean | null {
  if (left === right) return true;
  if (left.kind === 'unknown' || right.kind === 'unknown') return null;
  if (left.kind === 'symbolic' || right.kind === 'symbolic') {
    const sizes = [left, right].map((side) => (side.kind === 'symbolic' || side.kind === 'number' ? side.value : null));
    return sameDim(sizes[0]!, sizes[1]!) ? true : null;
  }
  if (left.kind !== right.kind) return false;
  switch (left.kind) {
    case 'number':
    case 'string':
    case 'boolean':
      return left.value === (right as typeof left).value;
    case 'none':
      return true;
    case 'layer':
      return left.layer === (right as typeof left).layer;
    case 'model':
      return left.model === (right as typeof left).model;
    case 'tensor':
      return left.tensor === (right as typeof left).tensor;
    default:
      return null;
  }
}

export function compare(operator: '<' | '<=' | '>' | '>=', left: Value, right: Value, span: Span): Value {
  const [a, b] =
    left.kind === 'string' && right.kind === 'string' ? [left.value, right.value] : [toNumber(left), toNumber(right)];
  if (a === null || b === null || typeof a === 'object' || typeof b === 'object') {
    return unknown('the comparison is known only with numbers', span);
  }
  switch (operator) {
    case '<':
      return boolean(a < b);
    case '<=':
      return boolean(a <= b);
    case '>':
      return boolean(a > b);
    case '>=':
      return boolean(a >= b);
  }
}

export function hasKey(object: Value, key: Value): boolean | null {
  if (object.kind === 'mapping') {
    const written = text(key);
    if (written === null) return null;
    if (object.entries.has(mappingKey(string(written))!) || object.entries.has(`n:${written}`)) return true;
    return object.open ? null : false;
  }
  if (object.kind === 'sequence' && key.kind === 'number' && !object.open)
    return key.value >= 0 && key.value < object.items.length;
  return null;
}

export function isInstance(value: Value, type: Value, span: Span): Value {
  if (type.kind === 'class') {
    if (value.kind === 'instance') return boolean(derives(value.class, type));
    if (value.kind !== 'unknown' && value.kind !== 'object') return boolean(false);
  }
  if (type.kind === 'builtin' && type.name === 'Array')
    return boolean(value.kind === 'sequence' && value.type === 'list');
  return unknown('its class is not known', span);
}

/** A class may have been copied while it was made: the same text is the same class. */
function derives(from: Value, type: Value): boolean {
  if (from.kind !== 'class') return false;
  return (type.kind === 'class' && from.expr === type.expr) || from.bases.some((base) => derives(base, type));
}
