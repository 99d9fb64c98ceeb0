/** The methods of arrays that call a function for each element. */
import type { EvalContext } from '../../../eval/context';
import { CONDITION } from '../../../eval/control';
import {
  boolean,
  type CallSite,
  list,
  none,
  number,
  type SequenceValue,
  unknown,
  type Value,
} from '../../../eval/value';
import { argument, callBack, type Method } from './arguments';
import { text } from './text';

export const arrayCallbacks: ReadonlyMap<string, Method<SequenceValue>> = new Map<string, Method<SequenceValue>>([
  ['map', (array, args, site, context) => list(results(array, argument(args, 0), site, context))],
  [
    'forEach',
    (array, args, site, context) => {
      results(array, argument(args, 0), site, context);
      return none;
    },
  ],
  [
    'flatMap',
    (array, args, site, context) =>
      list(
        results(array, argument(args, 0), site, context).flatMap((item) =>
          item.kind === 'sequence' ? item.items : [item],
        ),
      ),
  ],
  [
    'filter',
    (array, args, site, context) => {
      const truths = results(array, argument(args, 0), site, context).map((result) => context.truthy(result));
      const kept = array.items.filter((_, i) => truths[i] !== false);
      return truths.includes(null) ? { ...list(kept), open: unknown(CONDITION, site.span) } : list(kept);
    },
  ],
  [
    'find',
    (array, args, site, context) => {
      const at = firstTrue(array, argument(args, 0), site, context);
      return at === null ? unknown(CONDITION, site.span) : (array.items[at] ?? none);
    },
  ],
  [
    'findIndex',
    (array, args, site, context) => {
      const at = firstTrue(array, argument(args, 0), site, context);
      return at === null ? unknown(CONDITION, site.span) : number(at);
    },
  ],
  [
    'some',
    (array, args, site, context) => {
      const at = firstTrue(array, argument(args, 0), site, context);
      return at === null ? unknown(CONDITION, site.span) : boolean(at >= 0);
    },
  ],
  [
    'every',
    (array, args, site, context) => {
      const truths = results(array, argument(args, 0), site, context).map((result) => context.truthy(result));
      if (truths.includes(false)) return boolean(false);
      return truths.includes(null) ? unknown(CONDITION, site.span) : boolean(true);
    },
  ],
  [
    'reduce',
    (array, args, site, context) =>
      fold(
        array,
        [...array.items.entries()],
        args.positions.map(({ value }) => value),
        site,
        context,
      ),
  ],
  [
    'reduceRight',
    (array, args, site, context) =>
      fold(
        array,
        [...array.items.entries()].reverse(),
        args.positions.map(({ value }) => value),
        site,
        context,
      ),
  ],
  [
    'sort',
    (array, args, site, context) => {
      const items = sorted(array.items, argument(args, 0), site, context);
      context.journal.set(array, 'items', items ?? array.items.map(() => unknown('the order is not known', site.span)));
      return array;
    },
  ],
]);

/** What the function gives for each element, its index and the array. */
function results(array: SequenceValue, callee: Value, site: CallSite, context: EvalContext): Value[] {
  return array.items.map((item, i) => callBack(callee, [item, number(i), array], site, context));
}

/** The place of the first element for which the function gives a truth, -1 for none, null if it cannot be told. */
function firstTrue(array: SequenceValue, callee: Value, site: CallSite, context: EvalContext): number | null {
  for (const [i, item] of array.items.entries()) {
    const truth = context.truthy(callBack(callee, [item, number(i), array], site, context));
    if (truth === null) return null;
    if (truth) return i;
  }
  return -1;
}

function fold(
  array: SequenceValue,
  items: readonly (readonly [number, Value])[],
  args: readonly Value[],
  site: CallSite,
  context: EvalContext,
): Value {
  const [callee = none, initial] = args;
  const rest = initial === undefined ? items.slice(1) : items;
  const start = initial ?? items[0]?.[1];
  if (start === undefined) return unknown('an empty array has nothing to reduce', site.span);
  return rest.reduce<Value>(
    (before, [i, item]) => callBack(callee, [before, item, number(i), array], site, context),
    start,
  );
}

/** The elements in order; null if it cannot be told. */
function sorted(items: readonly Value[], comparator: Value, site: CallSite, context: EvalContext): Value[] | null {
  let certain = true;
  const order = (a: Value, b: Value): number => {
    if (comparator.kind !== 'none') {
      const result = callBack(comparator, [a, b], site, context);
      if (result.kind === 'number') return result.value;
    } else {
      const [x, y] = [text(a), text(b)];
      if (x !== null && y !== null) return x < y ? -1 : x > y ? 1 : 0;
    }
    certain = false;
    return 0;
  };
  const ordered = [...items].sort(order);
  return certain ? ordered : null;
}
