/**
 * What a data set or generator gives in each step: arrays, alone or in tuples and dictionaries. A size of `null` is
 * another one in each step (the last batch).
 */
import type { EvalContext } from '../../eval/context';
import {
  type ArrayValue,
  number,
  type ObjectValue,
  tuple,
  type UnknownValue,
  unknown,
  type Value,
} from '../../eval/value';
import { type Dim, unknownDim } from '../../shape/dim';
import type { Span } from '../../text/span';

/** Not a name that a program can write, so that no attribute of the program's object is taken for it. */
const ELEMENT = '(element)';
const BATCH = '(batch)';

export function withElement(
  data: ReadonlyMap<string, Value>,
  element: Value,
  batch: number | null,
): ReadonlyMap<string, Value> {
  const all = new Map(data).set(ELEMENT, element);
  return batch === null ? all : all.set(BATCH, number(batch));
}

/** What each step of a data set or generator gives; null for other values. */
export function elementOf(value: Value | undefined): Value | null {
  return value?.kind === 'object' ? (value.data.get(ELEMENT) ?? null) : null;
}

/** How many samples a step gives where the program says it. */
export function batchOf(value: Value | undefined): number | null {
  const batch = value?.kind === 'object' ? value.data.get(BATCH) : undefined;
  return batch?.kind === 'number' ? batch.value : null;
}

/** Changes every array of an element; what is not known stays so. */
export function mapLeaves(
  element: Value,
  change: (leaf: ArrayValue) => Value,
  context: EvalContext,
  span: Span,
): Value {
  context.step(span);
  const inner = (value: Value): Value => mapLeaves(value, change, context, span);
  switch (element.kind) {
    case 'array':
      return change(element);
    case 'sequence':
      return element.open ?? { ...element, items: element.items.map(inner), origin: null };
    case 'mapping':
      return (
        element.open ?? {
          ...element,
          entries: new Map([...element.entries].map(([key, entry]) => [key, { ...entry, value: inner(entry.value) }])),
          origin: null,
        }
      );
    default:
      return element;
  }
}

/** The first array of an element. */
export function firstLeaf(element: Value): ArrayValue | null {
  switch (element.kind) {
    case 'array':
      return element;
    case 'sequence':
      return element.items.map(firstLeaf).find((leaf) => leaf !== null) ?? null;
    case 'mapping':
      return [...element.entries.values()].map(({ value }) => firstLeaf(value)).find((leaf) => leaf !== null) ?? null;
    default:
      return null;
  }
}

/** What a loop over the data set sees: some element, of which sizes that change have no number. */
export function someElement(object: ObjectValue, span: Span, context: EvalContext): UnknownValue {
  const element = elementOf(object);
  const reason = unknown('the elements are those of the running program', span);
  if (!element) return reason;
  const known = (dim: Dim): Dim => (dim === null ? unknownDim() : dim);
  const seen = mapLeaves(element, (leaf) => ({ ...leaf, shape: leaf.shape?.map(known) ?? null }), context, span);
  return { ...reason, element: seen };
}

/** One value as inputs, labels and weights, as `fit` takes them apart. */
export function inputsAndLabels(element: Value): readonly (Value | undefined)[] {
  const isTuple = element.kind === 'sequence' && !element.open && element.items.length <= 3;
  return isTuple ? element.items : [element];
}

/** The element of inputs and labels; labels that are not there are left out. */
export function pairElement(inputs: Value, labels: Value | null): Value {
  return labels ? tuple([inputs, labels]) : inputs;
}
