/** The module itertools. What goes on without end is not followed. */
import { list, number, tuple, type UnknownValue, type Value } from '../../../eval/value';
import { apply, because, type Call, define, elements, isUnknown, opaque, rest } from '../define';
import { functionsOf, moduleOf } from '../module';

const MAX_PRODUCT = 20_000;

export const itertools = moduleOf(
  'itertools',
  functionsOf([
    {
      ...define('itertools.chain', ['*iterables'], (_, call) => chain(rest(call), call)),
      attribute: (name) =>
        name === 'from_iterable'
          ? define('itertools.chain.from_iterable', ['iterable'], ([iterable], call) => {
              const parts = elements(iterable, call);
              return isUnknown(parts) ? parts : chain(parts, call);
            })
          : null,
    },
    define('itertools.product', ['*iterables'], (_, call) => product(call)),
    define('itertools.repeat', ['object', 'times'], ([value, times], call) => {
      if (!value || times?.kind !== 'number' || times.value > MAX_PRODUCT)
        return because(call, 'it repeats without end');
      return list(Array.from({ length: Math.max(0, times.value) }, () => value));
    }),
    define('itertools.accumulate', ['iterable', 'func', 'initial'], ([iterable, callee, initial], call) => {
      const items = elements(iterable, call);
      if (isUnknown(items)) return items;
      const sums: Value[] = [];
      for (const item of initial ? [initial, ...items] : items) {
        const last = sums.at(-1);
        const { semantics } = call.context;
        if (!last) sums.push(item);
        else
          sums.push(
            callee && callee.kind !== 'none'
              ? apply(callee, [last, item], call)
              : semantics.binary('+', last, item, call.span, call.context),
          );
      }
      return list(sums);
    }),
    define('itertools.islice', ['iterable', 'start', 'stop', 'step'], ([iterable, first, second, third], call) => {
      const items = elements(iterable, call);
      if (isUnknown(items)) return items;
      const bound = (value: Value | undefined, fallback: number): number =>
        value?.kind === 'number' ? value.value : !value || value.kind === 'none' ? fallback : Number.NaN;
      const start = second ? bound(first, 0) : 0;
      const stop = bound(second ?? first, items.length);
      const step = bound(third, 1);
      if (!(start >= 0 && stop >= 0 && step >= 1)) return because(call, 'a bound of the slice is not known');
      return list(items.filter((_, i) => i >= start && i < stop && (i - start) % step === 0));
    }),
    define('itertools.zip_longest', ['*iterables'], (_, call) => {
      const columns = allElements(rest(call), call);
      if ('kind' in columns) return columns;
      const fill = call.args.names.get('fillvalue')?.value ?? { kind: 'none' as const };
      const count = Math.max(0, ...columns.map((column) => column.length));
      return list(Array.from({ length: count }, (_unused, i) => tuple(columns.map((column) => column[i] ?? fill))));
    }),
    define('itertools.pairwise', ['iterable'], ([iterable], call) => {
      const items = elements(iterable, call);
      return isUnknown(items) ? items : list(items.slice(1).map((item, i) => tuple([items[i]!, item])));
    }),
    define('itertools.combinations', ['iterable', 'r'], ([iterable, size], call) => {
      const items = elements(iterable, call);
      if (isUnknown(items)) return items;
      if (size?.kind !== 'number' || items.length > 20)
        return because(call, 'there are too many combinations to follow');
      return list(combinations(items, size.value, 0).map((each) => tuple(each)));
    }),
    define('itertools.starmap', ['function', 'iterable'], ([callee, iterable], call) => {
      const items = elements(iterable, call);
      if (isUnknown(items)) return items;
      if (!callee) return because(call, 'an argument is missing');
      return list(
        items.map((item) => {
          const values = elements(item, call);
          return isUnknown(values) ? values : apply(callee, values, call);
        }),
      );
    }),
    opaque('itertools.count', 'it counts without end'),
    opaque('itertools.cycle', 'it repeats without end'),
    opaque('itertools.permutations', 'permutations are not followed'),
    opaque('itertools.groupby', 'groups are not followed'),
    opaque('itertools.takewhile', 'it is not followed how many elements are taken'),
    opaque('itertools.dropwhile', 'it is not followed how many elements are dropped'),
    opaque('itertools.tee', 'shared iterators are not followed'),
  ]),
);

function allElements(iterables: readonly Value[], call: Call): readonly (readonly Value[])[] | UnknownValue {
  const columns: (readonly Value[])[] = [];
  for (const iterable of iterables) {
    const items = elements(iterable, call);
    if (isUnknown(items)) return items;
    columns.push(items);
  }
  return columns;
}

function chain(parts: readonly Value[], call: Call): Value {
  const columns = allElements(parts, call);
  return 'kind' in columns ? columns : list(columns.flat());
}

function product(call: Call): Value {
  const columns = allElements(rest(call), call);
  if ('kind' in columns) return columns;
  const times = call.args.names.get('repeat')?.value ?? number(1);
  if (times.kind !== 'number' || times.value > 16) return because(call, 'there are too many combinations to follow');
  const repeated = Array.from({ length: times.value }, () => columns).flat();
  const count = repeated.reduce((total, column) => total * column.length, 1);
  if (count > MAX_PRODUCT) return because(call, 'there are too many combinations to follow');
  call.context.step(call.span, count);
  let rows: readonly (readonly Value[])[] = [[]];
  for (const column of repeated) rows = rows.flatMap((row) => column.map((item) => [...row, item]));
  return list(rows.map((row) => tuple(row)));
}

function combinations(items: readonly Value[], size: number, start: number): readonly (readonly Value[])[] {
  if (size <= 0) return [[]];
  const found: (readonly Value[])[] = [];
  for (let i = start; i <= items.length - size; i++) {
    for (const others of combinations(items, size - 1, i + 1)) found.push([items[i]!, ...others]);
  }
  return found;
}
