/** `tf.data.Dataset`: what each step gives, and how many steps there are. */
import type { EvalContext } from '../../../eval/context';
import {
  builtin,
  none,
  number,
  type ObjectType,
  type ObjectValue,
  tuple,
  unknown,
  type Value,
} from '../../../eval/value';
import { type Dim, type Shape, unknownDim } from '../../../shape/dim';
import type { Span } from '../../../text/span';
import { batchOf, elementOf, mapLeaves, someElement, withElement } from '../../common/data-element';
import { transformations } from './transformations';

const COUNT = '(count)';

/** `count` null: not known, or without end. */
export function dataset(element: Value, count: number | null, batch: number | null = null): ObjectValue {
  const data = new Map<string, Value>(count === null ? [] : [[COUNT, number(count)]]);
  return { kind: 'object', class: 'tf.data.Dataset', type, data: withElement(data, element, batch) };
}

export interface DatasetParts {
  readonly element: Value;
  readonly count: number | null;
  readonly batch: number | null;
}

/** Null for values that are no data sets. */
export function datasetIn(value: Value | undefined): DatasetParts | null {
  if (value?.kind !== 'object' || value.type !== type) return null;
  const count = value.data.get(COUNT);
  return {
    element: elementOf(value)!,
    count: count?.kind === 'number' ? count.value : null,
    batch: batchOf(value),
  };
}

const type: ObjectType = {
  attribute: (object, name, span, context) => {
    const parts = datasetIn(object)!;
    switch (name) {
      case 'element_spec':
        return parts.element;
      case '__len__':
      case 'cardinality':
        return builtin(`Dataset.${name}`, (_, site) =>
          parts.count === null ? unknown('the number of elements is not known', site.span) : number(parts.count),
        );
      case 'as_numpy_iterator':
        return builtin('Dataset.as_numpy_iterator', () => object);
      case '__next__':
        return builtin('Dataset.__next__', (_, site) => firstOf(parts, site.span, context));
      case 'save':
        return builtin('Dataset.save', () => none);
      case 'class_names':
      case 'file_paths':
        return unknown('it depends on the files', span);
      case 'get_single_element':
        return builtin('Dataset.get_single_element', () => firstOf(parts, span, context));
      case 'apply':
        return builtin('Dataset.apply', (args, site) =>
          context.call(
            args.positions[0]?.value ?? none,
            { positions: [{ value: object, source: null, span: site.span }], names: new Map(), open: null },
            { span: site.span, expr: null },
          ),
        );
      default: {
        const change = transformations.get(name);
        return change
          ? builtin(`Dataset.${name}`, (args, site, inner) => {
              const changed = change(parts, args, site.span, inner);
              return 'kind' in changed ? changed : dataset(changed.element, changed.count, changed.batch);
            })
          : null;
      }
    }
  },
  iterate: someElement,
};

/** What `next(iter(dataset))` gives: the first batch is full where another one follows. */
function firstOf({ element, batch, count }: DatasetParts, span: Span, context: EvalContext): Value {
  const size: Dim = batch !== null && count !== null && count > 1 ? batch : unknownDim();
  const fill = (shape: Shape): Shape =>
    shape.map((dim, axis) => (dim !== null ? dim : axis === 0 ? size : unknownDim()));
  return mapLeaves(element, (each) => ({ ...each, shape: each.shape && fill(each.shape) }), context, span);
}

/** `tf.data.Dataset.zip(a, b)`, and with one tuple or dictionary of data sets. */
export function zipped(values: readonly Value[], span: Span): Value {
  const given =
    values.length === 1 && (values[0]!.kind === 'sequence' || values[0]!.kind === 'mapping')
      ? values[0]!
      : tuple(values);
  return structure(given, span);
}

function structure(given: Value, span: Span): Value {
  const counts: (number | null)[] = [];
  let batch: number | null = null;
  const elementIn = (value: Value): Value => {
    const parts = datasetIn(value);
    if (parts) {
      counts.push(parts.count);
      batch ??= parts.batch;
      return parts.element;
    }
    if (value.kind === 'sequence' && !value.open) return tuple(value.items.map(elementIn));
    if (value.kind === 'mapping' && !value.open)
      return {
        ...value,
        entries: new Map([...value.entries].map(([key, entry]) => [key, { ...entry, value: elementIn(entry.value) }])),
        origin: null,
      };
    return value.kind === 'unknown' ? value : unknown('it is not a data set', span);
  };
  const element = elementIn(given);
  const known = counts.filter((count) => count !== null);
  return dataset(element, known.length === counts.length && known.length > 0 ? Math.min(...known) : null, batch);
}
