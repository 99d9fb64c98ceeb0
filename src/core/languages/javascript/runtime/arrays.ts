/** The methods of arrays; those that change the array do so through the journal. */
import {
  boolean,
  list,
  none,
  number,
  type SequenceValue,
  string,
  type UnknownValue,
  unknown,
  type Value,
} from '../../../eval/value';
import { argument, integer, type Method } from './arguments';
import { arrayCallbacks } from './array-callbacks';
import { binary } from './operators';
import { text } from './text';

type ArrayMethod = Method<SequenceValue>;

/** Arrays longer than this are not made by `fill`, `concat` and their like. */
const longest = 100_000;

export const arrayMethods: ReadonlyMap<string, ArrayMethod> = new Map<string, ArrayMethod>([
  ...[...arrayCallbacks].map(([name, method]) => [name, whole(method)] as const),
  [
    'push',
    (array, args, _site, context) => {
      context.journal.set(array, 'items', [...array.items, ...args.positions.map(({ value }) => value)]);
      if (args.open) context.journal.set(array as Opened, 'open', args.open);
      return array.open ?? number(array.items.length);
    },
  ],
  [
    'unshift',
    whole((array, args, _site, context) => {
      context.journal.set(array, 'items', [...args.positions.map(({ value }) => value), ...array.items]);
      return number(array.items.length);
    }),
  ],
  [
    'pop',
    whole((array, _args, _site, context) => {
      const last = array.items.at(-1) ?? none;
      context.journal.set(array, 'items', array.items.slice(0, -1));
      return last;
    }),
  ],
  [
    'shift',
    whole((array, _args, _site, context) => {
      const first = array.items[0] ?? none;
      context.journal.set(array, 'items', array.items.slice(1));
      return first;
    }),
  ],
  [
    'splice',
    whole((array, args, site, context) => {
      const start = integer(args, 0, 0);
      const count = integer(args, 1, array.items.length);
      if (start === null || count === null)
        return lose(array, unknown('elements were taken out at a place that is not known', site.span), context);
      const items = [...array.items];
      const removed = items.splice(start, count, ...args.positions.slice(2).map(({ value }) => value));
      context.journal.set(array, 'items', items);
      return list(removed);
    }),
  ],
  [
    'fill',
    whole((array, args, site, context) => {
      const start = integer(args, 1, 0);
      const end = integer(args, 2, array.items.length);
      if (start === null || end === null)
        return lose(array, unknown('the filled part is not known', site.span), context);
      context.journal.set(array, 'items', [...array.items].fill(argument(args, 0), start, end));
      return array;
    }),
  ],
  [
    'reverse',
    whole((array, _args, _site, context) => {
      context.journal.set(array, 'items', [...array.items].reverse());
      return array;
    }),
  ],
  [
    'slice',
    whole((array, args, site) => {
      const start = integer(args, 0, 0);
      const end = integer(args, 1, array.items.length);
      return start === null || end === null
        ? unknown('the part of the array is not known', site.span)
        : list(array.items.slice(start, end));
    }),
  ],
  [
    'concat',
    whole((array, args, site, context) => {
      const items = [...array.items];
      for (const { value } of args.positions) {
        if (value.kind === 'unknown') return value;
        if (value.kind !== 'sequence') items.push(value);
        else if (value.open) return value.open;
        else items.push(...value.items);
      }
      context.step(site.span, items.length);
      return items.length > longest ? unknown('the array is too long to follow', site.span) : list(items);
    }),
  ],
  [
    'flat',
    whole((array, args, site, context) => {
      const depth = integer(args, 0, 1);
      return depth === null
        ? unknown('the depth is not known', site.span)
        : list(flatten(array.items, depth, (count) => context.step(site.span, count)));
    }),
  ],
  [
    'join',
    whole((array, args, site) => {
      const given = argument(args, 0);
      const separator = given.kind === 'none' ? ',' : text(given);
      const parts = array.items.map((item) => (item.kind === 'none' ? '' : text(item)));
      if (separator === null || parts.includes(null)) return unknown('a part of the text is not known', site.span);
      return string(parts.join(separator));
    }),
  ],
  [
    'toString',
    whole((array, _args, site) => {
      const written = text(array);
      return written === null ? unknown('a part of the text is not known', site.span) : string(written);
    }),
  ],
  [
    'includes',
    whole((array, args, site) => {
      const found = place(array, argument(args, 0));
      return found === null ? unknown('whether it is in the array is not known', site.span) : boolean(found >= 0);
    }),
  ],
  [
    'indexOf',
    whole((array, args, site) => {
      const found = place(array, argument(args, 0));
      return found === null ? unknown('its place in the array is not known', site.span) : number(found);
    }),
  ],
  [
    'at',
    whole((array, args, site) => {
      const index = integer(args, 0, 0);
      return index === null ? unknown('the index is not known', site.span) : (array.items.at(index) ?? none);
    }),
  ],
  ['keys', whole(({ items }) => list(items.map((_, i) => number(i))))],
  ['values', whole(({ items }) => list(items))],
  ['entries', whole(({ items }) => list(items.map((item, i) => list([number(i), item]))))],
]);

type Opened = { open?: UnknownValue } & SequenceValue;

/** A method that says nothing where not all elements are known. */
function whole(method: ArrayMethod): ArrayMethod {
  return (array, args, site, context) => {
    context.step(site.span, 1 + array.items.length / 16);
    return array.open ? { ...array.open, span: site.span } : method(array, args, site, context);
  };
}

function lose(array: SequenceValue, reason: UnknownValue, context: Parameters<ArrayMethod>[3]): UnknownValue {
  context.journal.set(array as Opened, 'open', reason);
  return reason;
}

function flatten(items: readonly Value[], depth: number, step: (count: number) => void): Value[] {
  step(items.length);
  return items.flatMap((item) =>
    depth > 0 && item.kind === 'sequence' ? flatten(item.items, Math.min(depth, 20) - 1, step) : [item],
  );
}

/** The place of the first equal element, -1 for none, null if it cannot be told. */
function place(array: SequenceValue, wanted: Value): number | null {
  for (const [i, item] of array.items.entries()) {
    const same = item === wanted ? boolean(true) : binary('==', item, wanted, { start: 0, end: 0 });
    if (same.kind !== 'boolean') return null;
    if (same.value) return i;
  }
  return -1;
}
