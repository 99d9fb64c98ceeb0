/** One value for two that are both possible. What they have in common stays known. */

import type { GraphBuilder } from '../graph/builder';
import { equalShapes, type Shape, sameDim, unknownDim } from '../shape/dim';
import type { Span } from '../text/span';
import { commonElement, commonOf, openEnd } from './open-list';
import { eitherNumber } from './unknown-number';
import { type SequenceValue, type UnknownValue, unknown, type Value } from './value';

/** Lists within lists beyond this are not joined element by element. */
const MAX_DEPTH = 8;

export function joinValues(a: Value, b: Value, reason: string, span: Span, graph: GraphBuilder, depth = 0): Value {
  if (a === b || sameValue(a, b)) return a;
  if (a.kind === 'sequence' && b.kind === 'sequence' && a.type === b.type) {
    if (depth > MAX_DEPTH) return unknown(reason, span);
    const inner = (one: Value, other: Value): Value => joinValues(one, other, reason, span, graph, depth + 1);
    return { kind: 'sequence', type: a.type, ...joinElements(a, b, reason, span, inner), origin: null };
  }
  if (a.kind === 'tensor' && b.kind === 'tensor') {
    const shape = joinShapes(a.tensor.shape, b.tensor.shape);
    return { kind: 'tensor', tensor: graph.eitherTensor(a.tensor, b.tensor, shape, reason) };
  }
  if (a.kind === 'array' && b.kind === 'array') {
    return { ...a, shape: joinShapes(a.shape, b.shape), dtype: a.dtype === b.dtype ? a.dtype : null, facts: {} };
  }
  return eitherNumber(a, b, reason, span) ?? unknown(reason, span);
}

type Elements = Pick<SequenceValue, 'items' | 'open'>;

/** The elements of two lists at the same places; where the lengths differ, what all of them are like. */
export function joinElements(
  a: Elements,
  b: Elements,
  reason: string,
  span: Span,
  join: (a: Value, b: Value) => Value,
): { readonly items: readonly Value[]; readonly open?: UnknownValue } {
  const [longer, shorter] = a.items.length >= b.items.length ? [a.items, b.items] : [b.items, a.items];
  const items = longer.map((item, i) => (i < shorter.length ? join(item, shorter[i]!) : item));
  if (!a.open && !b.open && longer.length === shorter.length) return { items };
  const elements = [commonElement(a, join), commonElement(b, join)].filter((each) => each !== null);
  return { items, open: openEnd(a.open ?? b.open ?? unknown(reason, span), commonOf(elements, join)) };
}

/** Axis by axis; null where not even the number of axes is the same. */
function joinShapes(a: Shape | null, b: Shape | null): Shape | null {
  if (!a || !b || a.length !== b.length) return null;
  return equalShapes(a, b) ? a : a.map((dim, axis) => (dim === b[axis] || sameDim(dim, b[axis]!) ? dim : unknownDim()));
}

function sameValue(a: Value, b: Value): boolean {
  switch (a.kind) {
    case 'number':
      return b.kind === 'number' && a.value === b.value && a.float === b.float;
    case 'string':
    case 'boolean':
      return a.kind === b.kind && a.value === b.value;
    case 'symbolic':
      return b.kind === 'symbolic' && sameDim(a.value, b.value);
    case 'none':
      return b.kind === 'none';
    case 'layer':
      return b.kind === 'layer' && a.layer === b.layer;
    case 'model':
      return b.kind === 'model' && a.model === b.model;
    case 'tensor':
      return b.kind === 'tensor' && a.tensor === b.tensor;
    default:
      return false;
  }
}
