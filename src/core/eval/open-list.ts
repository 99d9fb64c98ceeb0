/** Lists of unknown length: what can be said of each of their elements. */
import type { Span } from '../text/span';
import type { EvalContext } from './context';
import { withoutPlace } from './counted-number';
import { numberDtype } from './unknown-number';
import { list, type SequenceValue, tuple, type UnknownValue, unknown, type Value } from './value';

type Join = (a: Value, b: Value) => Value;

/** Elements beyond this are not compared. */
const MOST_COMPARED = 4_096;

/** A list of which only that is known what its elements are like. */
export function openList(elements: UnknownValue, element = elements.element): SequenceValue {
  return { kind: 'sequence', type: 'list', items: [], open: openEnd(elements, element ?? null), origin: null };
}

/** Why a sequence may have more elements, and what each of its elements is like; null where that is not known. */
export function openEnd({ reason, span }: UnknownValue, element: Value | null): UnknownValue {
  return { ...unknown(reason, span), ...(element && !isNothing(element) ? { element: withoutPlace(element) } : {}) };
}

function isNothing(value: Value): boolean {
  return value.kind === 'unknown' && numberDtype(value) === null;
}

/** What each element is like, an unknown where they have nothing in common; null where there are none. */
export function commonElement({ items, open }: Pick<SequenceValue, 'items' | 'open'>, join: Join): Value | null {
  if (open) return open.element ?? open;
  return commonOf(items, join);
}

/** What all of some values are like; null where there are none. */
export function commonOf(values: readonly Value[], join: Join): Value | null {
  let common: Value | null = null;
  for (const value of values.slice(0, MOST_COMPARED)) {
    common = common === null ? value : join(common, value);
    if (isNothing(common)) return common;
  }
  return values.length > MOST_COMPARED
    ? unknown('there are too many elements to compare', { start: 0, end: 0 })
    : common;
}

/** The end of a list of unknown length to which elements were added. */
export function withAdded(open: UnknownValue, added: readonly Value[], join: Join): UnknownValue {
  return openEnd(open, open.element ? commonOf([open.element, ...added], join) : null);
}

/** Adds elements at the end of a list in place: `list += items`, `list.extend(items)`. */
export function extendList(
  to: SequenceValue,
  added: readonly Value[] | UnknownValue,
  span: Span,
  context: EvalContext,
): void {
  const join = (a: Value, b: Value): Value => context.join(a, b, 'the elements differ', span);
  if ('kind' in added) {
    const all = [commonElement(to, join), added.element ?? added].filter((each) => each !== null);
    setEnd(to, openEnd(to.open ?? added, commonOf(all, join)), context);
    return;
  }
  context.step(span, 1 + ((to.items.length + added.length) >> 6));
  context.journal.set(to, 'items', [...to.items, ...added]);
  if (to.open) setEnd(to, withAdded(to.open, added, join), context);
}

/** A list has changed at a place that is not known; `added` is what stands there now, if something does. */
export function loosenList(
  of: SequenceValue,
  reason: string,
  added: Value | null,
  span: Span,
  context: EvalContext,
): void {
  const join = (a: Value, b: Value): Value => context.join(a, b, reason, span);
  const all = [commonElement(of, join), added].filter((each) => each !== null);
  setEnd(of, openEnd(of.open ?? unknown(reason, span), commonOf(all, join)), context);
}

function setEnd(of: SequenceValue, open: UnknownValue, { journal }: EvalContext): void {
  journal.set(of as { open?: UnknownValue }, 'open', open);
}

/** Tuples of elements at the same places, as `zip` gives them: as many as the shortest of the columns has. */
export function zipped(columns: readonly (readonly Value[] | UnknownValue)[], span: Span, join: Join): SequenceValue {
  const known: (readonly Value[])[] = [];
  for (const column of columns) {
    if ('kind' in column) return openList(column, tuple(columns.map((each) => anyOf(each, span, join))));
    known.push(column);
  }
  const count = known.length === 0 ? 0 : Math.min(...known.map(({ length }) => length));
  return list(Array.from({ length: count }, (_, i) => tuple(known.map((column) => column[i]!))));
}

function anyOf(column: readonly Value[] | UnknownValue, span: Span, join: Join): Value {
  if ('kind' in column) return column.element ?? unknown(column.reason, column.span);
  return commonOf(column, join) ?? unknown('there are no elements', span);
}
