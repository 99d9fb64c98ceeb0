/** `Array`: arrays of a length, and from other things that can be iterated. */

import { positional } from '../../eval/helpers';
import { type BuiltinValue, boolean, builtin, list, none, number, unknown, type Value } from '../../eval/value';
import { argument } from '../common/data-calls';

/** Longer arrays are not spelt out. */
const longest = 100_000;

const members: ReadonlyMap<string, Value> = new Map<string, Value>([
  [
    'isArray',
    builtin('Array.isArray', (args, site) => {
      const value = argument(args, 0)?.value ?? none;
      return value.kind === 'unknown'
        ? unknown('whether it is an array is not known', site.span)
        : boolean(value.kind === 'sequence' && value.type === 'list');
    }),
  ],
  ['of', builtin('Array.of', (args) => args.open ?? list(args.positions.map(({ value }) => value)))],
  [
    'from',
    builtin('Array.from', (args, site, context) => {
      const source = argument(args, 0)?.value ?? none;
      const items = arrayLike(source) ?? context.iterate(source, site.span);
      if ('kind' in items) return items;
      context.step(site.span, items.length);
      const callee = argument(args, 1)?.value;
      if (!callee || callee.kind === 'none') return list(items);
      return list(
        items.map((item, i) => {
          context.step(site.span);
          return context.call(callee, positional([item, number(i)], site.span), { span: site.span, expr: null });
        }),
      );
    }),
  ],
]);

export const arrayClass: BuiltinValue = builtin(
  'Array',
  (args, site, context) => {
    const [only, more] = args.positions;
    if (args.open) return args.open;
    if (!only || more) return list(args.positions.map(({ value }) => value));
    if (only.value.kind !== 'number')
      return only.value.kind === 'symbolic' || only.value.kind === 'unknown'
        ? unknown('the length of the array is not known', site.span)
        : list([only.value]);
    if (!(only.value.value >= 0 && only.value.value <= longest))
      return unknown('the array is too long to follow', site.span);
    context.step(site.span, only.value.value);
    return list(new Array<Value>(Math.floor(only.value.value)).fill(none));
  },
  (name) => members.get(name) ?? null,
);

/** `{length: 3}` counts as three times `undefined`. */
function arrayLike(source: Value): Value[] | null {
  const length = source.kind === 'mapping' ? source.entries.get('s:length')?.value : undefined;
  if (length?.kind !== 'number' || !(length.value >= 0 && length.value <= longest)) return null;
  return new Array<Value>(Math.floor(length.value)).fill(none);
}
