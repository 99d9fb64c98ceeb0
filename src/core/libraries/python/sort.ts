/** Sorting, and the least and greatest of values, by Python's order. */
import type { UnknownValue, Value } from '../../eval/value';
import { apply, because, type Call } from './define';

/** The values in order, by `key` and `reverse` of the call; unknown where two cannot be compared. */
export function sortValues(values: readonly Value[], call: Call): readonly Value[] | UnknownValue {
  const key = call.args.names.get('key')?.value;
  const reverse = call.args.names.get('reverse')?.value;
  const descending = reverse ? call.context.truthy(reverse) : false;
  if (descending === null) return because(call, 'the order is not known');
  const keyed = values.map((value) => ({ value, key: key && key.kind !== 'none' ? apply(key, [value], call) : value }));
  let comparable = true;
  keyed.sort((a, b) => {
    const less = isLess(a.key, b.key, call);
    const greater = isLess(b.key, a.key, call);
    if (less === null || greater === null) comparable = false;
    const sign = less ? -1 : greater ? 1 : 0;
    return descending ? -sign : sign;
  });
  return comparable ? keyed.map(({ value }) => value) : because(call, 'the values cannot be put in order');
}

/** `a < b`; null where it is not known. */
export function isLess(a: Value, b: Value, { context, span }: Call): boolean | null {
  context.step(span);
  const answer = context.semantics.binary('<', a, b, span, context);
  return answer.kind === 'boolean' ? answer.value : null;
}
