/** `tf.data` of TensorFlow.js: data sets of arrays, objects and tensors, up to `fitDataset`. */
import type { EvalContext } from '../../eval/context';
import { positional } from '../../eval/helpers';
import {
  builtin,
  type CallArguments,
  type CallSite,
  none,
  number,
  type ObjectType,
  type ObjectValue,
  unknown,
  type Value,
} from '../../eval/value';
import { type Dim, unknownDim } from '../../shape/dim';
import { argument, booleanIn, numberIn } from '../common/data-calls';
import { batchOf, elementOf, mapLeaves, someElement, withElement } from '../common/data-element';
import { runtimeObject } from '../js/runtime';
import { arrayIn } from './tensors/array';

const SIZE = '(count)';

/** `size` null: not known, or without end. */
function dataset(element: Value, size: number | null, batch: number | null): ObjectValue {
  const data = new Map<string, Value>(size === null ? [] : [[SIZE, number(size)]]);
  return { kind: 'object', class: 'tf.data.Dataset', type, data: withElement(data, element, batch) };
}

interface Parts {
  readonly element: Value;
  readonly size: number | null;
  readonly batch: number | null;
}

function partsIn(value: Value): Parts | null {
  if (value.kind !== 'object' || value.type !== type) return null;
  const size = value.data.get(SIZE);
  return {
    element: elementOf(value)!,
    size: size?.kind === 'number' ? size.value : null,
    batch: batchOf(value),
  };
}

type Change = (parts: Parts, args: CallArguments, site: CallSite, context: EvalContext) => Value;

const changes: ReadonlyMap<string, Change> = new Map<string, Change>([
  ...['shuffle', 'prefetch'].map((name): [string, Change] => [
    name,
    ({ element, size, batch }) => dataset(element, size, batch),
  ]),
  ['filter', ({ element, batch }) => dataset(element, null, batch)],
  ['batch', batched],
  [
    'map',
    ({ element, size, batch }, args, site, context) =>
      dataset(applied(argument(args, 0)?.value, element, site, context), size, batch),
  ],
  [
    'mapAsync',
    ({ element, size, batch }, args, site, context) =>
      dataset(applied(argument(args, 0)?.value, element, site, context), size, batch),
  ],
  [
    'repeat',
    ({ element, size, batch }, args) => {
      const times = numberIn(argument(args, 0));
      return dataset(element, size !== null && times !== null && times >= 0 ? size * times : null, batch);
    },
  ],
  [
    'take',
    ({ element, size, batch }, args) => {
      const most = numberIn(argument(args, 0));
      return dataset(element, size !== null && most !== null && most >= 0 ? Math.min(size, most) : null, batch);
    },
  ],
  [
    'skip',
    ({ element, size, batch }, args) => {
      const first = numberIn(argument(args, 0));
      return dataset(element, size !== null && first !== null && first >= 0 ? Math.max(0, size - first) : null, batch);
    },
  ],
]);

/** `batch(n, smallLastBatch = true)`: numbers and arrays become tensors. */
function batched({ element, size }: Parts, args: CallArguments, site: CallSite, context: EvalContext): Value {
  const count = numberIn(argument(args, 0));
  const small = booleanIn(argument(args, 1)) ?? true;
  const first: Dim = small ? null : (count ?? unknownDim());
  const stacked = mapLeaves(
    tensorsIn(element, site, context),
    (leaf) =>
      leaf.shape
        ? {
            ...leaf,
            shape: [first, ...leaf.shape],
            history: [...leaf.history, { span: site.span, text: 'batch puts samples along the first axis' }],
          }
        : leaf,
    context,
    site.span,
  );
  const steps = size === null || !count ? null : small ? Math.ceil(size / count) : Math.floor(size / count);
  return dataset(stacked, steps, count);
}

/** Objects stay; numbers, arrays of numbers and tensors become tensors. */
function tensorsIn(value: Value, site: CallSite, context: EvalContext): Value {
  if (value.kind === 'mapping' && !value.open) {
    const entries = [...value.entries].map(
      ([key, entry]) => [key, { ...entry, value: tensorsIn(entry.value, site, context) }] as const,
    );
    return { ...value, entries: new Map(entries), origin: null };
  }
  return arrayIn(value, site, context);
}

function applied(callee: Value | undefined, element: Value, site: CallSite, context: EvalContext): Value {
  return callee
    ? context.call(callee, positional([element], site.span), { span: site.span, expr: null })
    : unknown('no function is given', site.span);
}

const type: ObjectType = {
  attribute: (object, name, span) => {
    const parts = partsIn(object)!;
    const change = changes.get(name);
    if (change) return builtin(`Dataset.${name}`, (args, site, context) => change(parts, args, site, context));
    switch (name) {
      case 'size':
        return parts.size === null ? unknown('the size of the data set is not known', span) : number(parts.size);
      case 'forEachAsync':
        return builtin('Dataset.forEachAsync', (args, site, context) => {
          const seen = someElement(object, site.span, context).element;
          applied(argument(args, 0)?.value, seen ?? none, site, context);
          return none;
        });
      default:
        return builtin(`Dataset.${name}`, (_, site) => unknown('it is known only to the running program', site.span));
    }
  },
  iterate: someElement,
};

/** `tf.data.array(items)`: all elements are like the first where they are alike. */
const fromArray: Value = builtin('tf.data.array', (args, site, context) => {
  const items = argument(args, 0)?.value;
  if (items?.kind !== 'sequence' || items.open || !items.items.length)
    return dataset(unknown('the elements of the data set are not known', site.span), null, null);
  const [first, ...others] = items.items.map((item) => tensorsIn(item, site, context));
  const element = others.reduce<Value>((joined, other) => alike(joined, other, site, context), first!);
  context.step(site.span, items.items.length);
  return dataset(element, items.items.length, null);
});

/** What two elements have in common. */
function alike(a: Value, b: Value, site: CallSite, context: EvalContext): Value {
  const reason = 'the elements of the data set differ';
  if (a.kind !== 'mapping' || b.kind !== 'mapping') return context.join(a, b, reason, site.span);
  const entries = [...a.entries].map(([key, entry]) => {
    const other = b.entries.get(key)?.value ?? unknown(reason, site.span);
    return [key, { ...entry, value: alike(entry.value, other, site, context) }] as const;
  });
  return { ...a, entries: new Map(entries), origin: null };
}

/** `tf.data.zip({xs, ys})` and `tf.data.zip([a, b])`. */
const zip: Value = builtin('tf.data.zip', (args, site) => {
  const sizes: (number | null)[] = [];
  let batch: number | null = null;
  const elementIn = (value: Value): Value => {
    const parts = partsIn(value);
    if (parts) {
      sizes.push(parts.size);
      batch ??= parts.batch;
      return parts.element;
    }
    if (value.kind === 'sequence' && !value.open) return { ...value, items: value.items.map(elementIn), origin: null };
    if (value.kind === 'mapping' && !value.open) {
      const entries = [...value.entries].map(
        ([key, entry]) => [key, { ...entry, value: elementIn(entry.value) }] as const,
      );
      return { ...value, entries: new Map(entries), origin: null };
    }
    return value.kind === 'unknown' ? value : unknown('it is not a data set', site.span);
  };
  const given = argument(args, 0)?.value;
  const element = given ? elementIn(given) : unknown('no data sets are given', site.span);
  const known = sizes.filter((size) => size !== null);
  return dataset(element, known.length === sizes.length && known.length ? Math.min(...known) : null, batch);
});

/** `tf.data`. */
export const dataObject: ObjectValue = {
  kind: 'object',
  class: 'tf.data',
  type: {
    attribute: (_, name) => (name === 'array' ? fromArray : name === 'zip' ? zip : runtimeObject(`tf.data.${name}`)),
  },
  data: new Map(),
};

/** The inputs of `{xs, ys}`; null for other data sets. */
export function datasetInputs(value: Value | undefined): Value | null {
  const element = elementOf(value);
  return element?.kind === 'mapping' && !element.open ? (element.entries.get('s:xs')?.value ?? null) : null;
}
