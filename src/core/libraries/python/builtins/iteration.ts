/** Functions on things with elements: `len`, `range`, `enumerate`, `zip`, `map`, `sorted`. */
import { countedNumber, lengthNumber } from '../../../eval/counted-number';
import { commonOf, openList, zipped } from '../../../eval/open-list';
import { unknownNumber } from '../../../eval/unknown-number';
import { type BuiltinValue, boolean, list, number, tuple, type UnknownValue, type Value } from '../../../eval/value';
import { apply, because, type Call, define, defineLenient, elements, isUnknown, rest } from '../define';
import { sortValues } from '../sort';

export const iteration: readonly BuiltinValue[] = [
  defineLenient('builtins.len', ['obj'], length),
  defineLenient('builtins.range', ['start', 'stop', 'step'], range),
  defineLenient('builtins.enumerate', ['iterable', 'start'], ([iterable, start], call) => {
    const items = elements(iterable, call);
    if (isUnknown(items)) {
      const counted = tuple([
        unknownNumber('it counts the elements', call.span, 'int64'),
        items.element ?? { ...items },
      ]);
      return openList(items, counted);
    }
    const first = start ? (start.kind === 'number' ? start.value : null) : 0;
    return list(
      items.map((item, i) =>
        tuple([first === null ? because(call, 'the start of the count is not known') : number(first + i), item]),
      ),
    );
  }),
  defineLenient('builtins.zip', [], (_, call) => {
    return zipped(
      rest(call).map((iterable) => elements(iterable, call)),
      call.span,
      join(call),
    );
  }),
  define('builtins.reversed', ['sequence'], ([sequence], call) => {
    const items = elements(sequence, call);
    return isUnknown(items) ? openList(items) : list([...items].reverse());
  }),
  define('builtins.sorted', ['iterable'], ([iterable], call) => {
    const items = elements(iterable, call);
    if (isUnknown(items)) return openList(items);
    const sorted = sortValues(items, call);
    if (!isUnknown(sorted)) return list(sorted);
    // The elements are the same, at other places.
    const common = commonOf(items, join(call));
    return common ? list(items.map(() => common)) : sorted;
  }),
  define('builtins.map', ['function'], ([callee], call) => {
    const given = rest(call, 1).map((iterable) => elements(iterable, call));
    if (!callee || given.length === 0) return because(call, 'an argument is missing');
    const { items, open } = zipped(given, call.span, join(call));
    const result = (parts: Value): Value => apply(callee, parts.kind === 'sequence' ? parts.items : [parts], call);
    return open?.element ? openList(open, result(open.element)) : list(items.map(result));
  }),
  define('builtins.filter', ['function', 'iterable'], ([callee, iterable], call) => {
    const items = elements(iterable, call);
    if (isUnknown(items)) return openList(items);
    const kept: Value[] = [];
    let certain = true;
    for (const item of items) {
      const truth = call.context.truthy(!callee || callee.kind === 'none' ? item : apply(callee, [item], call));
      if (truth === null) certain = false;
      if (truth !== false) kept.push(item);
    }
    return certain
      ? list(kept)
      : openList(because(call, 'it is not known which elements are kept'), commonOf(kept, join(call)) ?? undefined);
  }),
  define('builtins.any', ['iterable'], ([iterable], call) => decide(iterable, true, call)),
  define('builtins.all', ['iterable'], ([iterable], call) => decide(iterable, false, call)),
  define('builtins.iter', ['iterable'], ([iterable], call) => {
    if (!iterable || iterable.kind === 'object') return iterable ?? because(call, 'an argument is missing');
    const items = elements(iterable, call);
    return isUnknown(items) ? openList(items) : list(items);
  }),
  define('builtins.next', ['iterator', 'default'], next),
];

function join({ context, span }: Call): (a: Value, b: Value) => Value {
  return (a, b) => context.join(a, b, 'the elements differ', span);
}

function length([value]: readonly (Value | undefined)[], call: Call): Value {
  if (!value) return because(call, 'an argument is missing');
  switch (value.kind) {
    case 'string':
      return number([...value.value].length);
    case 'sequence':
      return value.open ? unknownLength(value.open) : number(value.items.length);
    case 'mapping':
      return value.open ? unknownLength(value.open) : number(value.entries.size);
    case 'unknown':
      return unknownLength(value);
    case 'array':
    case 'tensor': {
      const size = (value.kind === 'array' ? value.shape : value.tensor.shape)?.[0];
      if (typeof size === 'number') return number(size);
      return lengthNumber(size ?? null, 'the length is not known', call.span);
    }
    case 'range':
      return number(Math.max(0, Math.ceil((value.stop - value.start) / value.step)));
    default: {
      const method = call.context.attribute(value, '__len__', call.span);
      return method.kind === 'unknown'
        ? unknownNumber('the length is not known', call.span, 'int64')
        : call.context.call(method, { positions: [], names: new Map(), open: null }, call.site);
    }
  }
}

function unknownLength({ reason, span }: UnknownValue): Value {
  return unknownNumber(reason, span, 'int64');
}

function range([first, second, third]: readonly (Value | undefined)[], call: Call): Value {
  const bound = (value: Value | undefined, fallback: number): number | null => {
    if (!value) return fallback;
    if (value.kind === 'boolean') return value.value ? 1 : 0;
    return value.kind === 'number' && !value.float ? value.value : null;
  };
  const start = second ? bound(first, 0) : 0;
  const stop = bound(second ?? first, 0);
  const step = bound(third, 1);
  if (!first || start === null || stop === null || step === null || step === 0) {
    const bound = [first, second, third].find((value) => value?.kind === 'unknown');
    const why = bound?.kind === 'unknown' ? bound : because(call, 'a bound of the range is not known');
    const [low, end] = second ? [first ?? null, second] : [number(0), first ?? null];
    const turn = step !== null && step > 0 ? countedNumber(low, end, call.span) : countedNumber(null, null, call.span);
    return { ...openList(why), open: { ...why, element: turn } };
  }
  return { kind: 'range', start, stop, step };
}

/** `any` looks for a true element, `all` for a false one. */
function decide(iterable: Value | undefined, wanted: boolean, call: Call): Value {
  const items = elements(iterable, call);
  if (isUnknown(items)) return items;
  let certain = true;
  for (const item of items) {
    const truth = call.context.truthy(item);
    if (truth === wanted) return boolean(wanted);
    if (truth === null) certain = false;
  }
  return certain ? boolean(!wanted) : because(call, 'a condition is not known');
}

/** Takes the next element away from what `iter` or a generator gave, which is a list here. */
function next([iterator, fallback]: readonly (Value | undefined)[], call: Call): Value {
  if (iterator?.kind === 'sequence' && iterator.type === 'list') {
    const [first, ...others] = iterator.items;
    if (!first)
      return iterator.open?.element ?? iterator.open ?? fallback ?? because(call, 'there are no more elements');
    call.context.journal.set(iterator, 'items', others);
    return first;
  }
  if (iterator?.kind === 'object') {
    const own = call.context.attribute(iterator, '__next__', call.span);
    if (own.kind === 'builtin') return apply(own, [], call);
    const items = elements(iterator, call);
    return isUnknown(items) ? (items.element ?? items) : (items[0] ?? because(call, 'there are no elements'));
  }
  return because(call, 'the next element is not known');
}
