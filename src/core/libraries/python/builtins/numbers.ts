/** Functions on numbers: `abs`, `min`, `sum`, `round`. */
import { type BuiltinValue, dimValue, number, string, tuple, type Value } from '../../../eval/value';
import type { Dim } from '../../../shape/dim';
import { maximum } from '../../../shape/dim';
import { apply, because, type Call, define, elements, isUnknown, rest } from '../define';
import { isLess } from '../sort';

export const numbers: readonly BuiltinValue[] = [
  define('builtins.abs', ['x'], ([value], call) => {
    if (value?.kind === 'number') return number(Math.abs(value.value), value.float);
    return value?.kind === 'boolean' ? number(value.value ? 1 : 0) : because(call, 'the number is not known');
  }),
  define('builtins.min', ['*args'], (_, call) => extreme(call, true)),
  define('builtins.max', ['*args'], (_, call) => extreme(call, false)),
  define('builtins.sum', ['iterable', 'start'], ([iterable, start], call) => {
    const items = elements(iterable, call);
    if (isUnknown(items)) return items;
    const { semantics } = call.context;
    let total: Value = start ?? number(0);
    for (const item of items) {
      if (item.kind === 'unknown') return item;
      total = semantics.binary('+', total, item, call.span, call.context);
    }
    return total;
  }),
  define('builtins.round', ['number', 'ndigits'], round),
  define('builtins.pow', ['base', 'exp'], ([base, exponent], call) => {
    if (!base || !exponent || call.args.positions.length > 2) return because(call, 'this power is not followed');
    return call.context.semantics.binary('**', base, exponent, call.span, call.context);
  }),
  define('builtins.divmod', ['a', 'b'], ([a, b], call) => {
    if (!a || !b) return because(call, 'an argument is missing');
    const { semantics } = call.context;
    return tuple([
      semantics.binary('//', a, b, call.span, call.context),
      semantics.binary('%', a, b, call.span, call.context),
    ]);
  }),
  define('builtins.bin', ['x'], inBase('0b', 2)),
  define('builtins.oct', ['x'], inBase('0o', 8)),
  define('builtins.hex', ['x'], inBase('0x', 16)),
  define('builtins.ord', ['c'], ([value], call) => {
    const point = value?.kind === 'string' ? value.value.codePointAt(0) : undefined;
    return point === undefined ? because(call, 'the character is not known') : number(point);
  }),
  define('builtins.chr', ['i'], ([value], call) => {
    const valid = value?.kind === 'number' && value.value >= 0 && value.value <= 0x10ffff;
    return valid ? string(String.fromCodePoint(value.value)) : because(call, 'the character is not known');
  }),
];

function extreme(call: Call, least: boolean): Value {
  const given = rest(call);
  const only = given.length === 1 ? elements(given[0], call) : given;
  if (isUnknown(only)) return only;
  const fallback = call.args.names.get('default')?.value;
  const key = call.args.names.get('key')?.value;
  const keyed = only.map((value) => ({ value, key: key && key.kind !== 'none' ? apply(key, [value], call) : value }));
  let best = keyed[0];
  if (!best) return fallback ?? because(call, 'there are no values to compare');
  for (const candidate of keyed.slice(1)) {
    if (candidate.key.kind === 'unknown') return candidate.key;
    if (best.key.kind === 'unknown') return best.key;
    const less = least ? isLess(candidate.key, best.key, call) : isLess(best.key, candidate.key, call);
    if (less === null) return least ? because(call, 'the values cannot be compared') : symbolicMaximum(only, call);
    if (less) best = candidate;
  }
  return best.value;
}

/** The greatest of sizes, as an expression. */
function symbolicMaximum(values: readonly Value[], call: Call): Value {
  const dims = values.map((value): Dim | undefined =>
    value.kind === 'symbolic' ? value.value : value.kind === 'number' && !value.float ? value.value : undefined,
  );
  if (dims.includes(undefined)) return because(call, 'the values cannot be compared');
  return dimValue((dims as Dim[]).reduce(maximum));
}

/** Halves go to the even neighbour. */
function round([value, digits]: readonly (Value | undefined)[], call: Call): Value {
  if (value?.kind === 'symbolic' && !digits) return value;
  if (value?.kind === 'boolean') return number(value.value ? 1 : 0);
  if (value?.kind !== 'number') return because(call, 'the number is not known');
  if (!digits || digits.kind === 'none') {
    const floor = Math.floor(value.value);
    const above = value.value - floor;
    const whole = above === 0.5 ? (floor % 2 === 0 ? floor : floor + 1) : Math.round(value.value);
    return Number.isSafeInteger(whole)
      ? number(whole === 0 ? 0 : whole)
      : because(call, 'the number is too large to be followed');
  }
  if (digits.kind !== 'number' || digits.value < 0 || digits.value > 100)
    return because(call, 'this rounding is not followed');
  if (!value.float) return value;
  return Math.abs(value.value) < 1e21 ? number(Number(value.value.toFixed(digits.value)), true) : value;
}

function inBase(prefix: string, base: number) {
  return ([value]: readonly (Value | undefined)[], call: Call): Value => {
    if (value?.kind !== 'number' || value.float) return because(call, 'the number is not known');
    return string(`${value.value < 0 ? '-' : ''}${prefix}${Math.abs(value.value).toString(base)}`);
  };
}
