/** The module math. */
import { boolean, number, tuple, type Value } from '../../../eval/value';
import { because, type Call, define, elements, isUnknown, rest } from '../define';
import { functionsOf, moduleOf } from '../module';

const toFloat: Readonly<Record<string, (x: number) => number>> = {
  sqrt: Math.sqrt,
  exp: Math.exp,
  log2: Math.log2,
  log10: Math.log10,
  log1p: Math.log1p,
  expm1: Math.expm1,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  fabs: Math.abs,
  degrees: (x) => (x * 180) / Math.PI,
  radians: (x) => (x * Math.PI) / 180,
  cbrt: Math.cbrt,
};
const toWhole: Readonly<Record<string, (x: number) => number>> = {
  floor: Math.floor,
  ceil: Math.ceil,
  trunc: Math.trunc,
};
const tests: Readonly<Record<string, (x: number) => boolean>> = {
  isnan: Number.isNaN,
  isinf: (x) => Math.abs(x) === Infinity,
  isfinite: Number.isFinite,
};

export const math = moduleOf('math', {
  pi: number(Math.PI, true),
  e: number(Math.E, true),
  tau: number(2 * Math.PI, true),
  inf: number(Number.POSITIVE_INFINITY, true),
  nan: number(Number.NaN, true),
  ...functionsOf([
    ...Object.entries(toFloat).map(([name, run]) =>
      define(`math.${name}`, ['x'], ([value], call) => finite(run(numberOf(value)), call)),
    ),
    ...Object.entries(toWhole).map(([name, run]) =>
      define(`math.${name}`, ['x'], ([value], call) =>
        value?.kind === 'symbolic' ? value : whole(run(numberOf(value)), call),
      ),
    ),
    ...Object.entries(tests).map(([name, run]) =>
      define(`math.${name}`, ['x'], ([value], call) =>
        value?.kind === 'number' ? boolean(run(value.value)) : because(call, 'the number is not known'),
      ),
    ),
    define('math.log', ['x', 'base'], ([value, base], call) => {
      const logarithm = Math.log(numberOf(value));
      // CPython divides the two logarithms as well.
      return finite(base ? logarithm / Math.log(numberOf(base)) : logarithm, call);
    }),
    define('math.pow', ['x', 'y'], ([x, y], call) => finite(numberOf(x) ** numberOf(y), call)),
    define('math.fmod', ['x', 'y'], ([x, y], call) => finite(numberOf(x) % numberOf(y), call)),
    define('math.atan2', ['y', 'x'], ([y, x], call) => finite(Math.atan2(numberOf(y), numberOf(x)), call)),
    define('math.hypot', ['*coordinates'], (_, call) => finite(Math.hypot(...rest(call).map(numberOf)), call)),
    define('math.copysign', ['x', 'y'], ([x, y], call) =>
      finite(Math.abs(numberOf(x)) * (numberOf(y) < 0 ? -1 : 1), call),
    ),
    define('math.modf', ['x'], ([value], call) => {
      const x = numberOf(value);
      return Number.isNaN(x)
        ? because(call, 'the number is not known')
        : tuple([number(x % 1, true), number(Math.trunc(x), true)]);
    }),
    define('math.isclose', ['a', 'b'], ([a, b], call) => {
      const x = numberOf(a);
      const y = numberOf(b);
      if (Number.isNaN(x) || Number.isNaN(y) || call.args.names.size > 0)
        return because(call, 'the numbers are not known');
      return boolean(Math.abs(x - y) <= 1e-9 * Math.max(Math.abs(x), Math.abs(y)));
    }),
    define('math.gcd', ['*integers'], (_, call) => whole(rest(call).map(numberOf).reduce(gcd, 0), call)),
    define('math.lcm', ['*integers'], (_, call) =>
      whole(
        rest(call)
          .map(numberOf)
          .reduce((a, b) => (a === 0 || b === 0 ? 0 : Math.abs(a * b) / gcd(a, b)), 1),
        call,
      ),
    ),
    define('math.factorial', ['n'], ([value], call) => {
      const n = numberOf(value);
      if (!(n >= 0 && n <= 18)) return because(call, 'the number is too large to be followed');
      let product = 1;
      for (let i = 2; i <= n; i++) product *= i;
      return number(product);
    }),
    define('math.comb', ['n', 'k'], ([n, k], call) => whole(combinations(numberOf(n), numberOf(k)), call)),
    define('math.isqrt', ['n'], ([value], call) => whole(Math.floor(Math.sqrt(numberOf(value))), call)),
    define('math.prod', ['iterable', 'start'], ([iterable, start], call) => {
      const items = elements(iterable, call);
      if (isUnknown(items)) return items;
      return items.reduce<Value>(
        (product, item) => call.context.semantics.binary('*', product, item, call.span, call.context),
        start ?? number(1),
      );
    }),
    define('math.fsum', ['iterable'], ([iterable], call) => {
      const items = elements(iterable, call);
      return isUnknown(items)
        ? items
        : finite(
            items.map(numberOf).reduce((a, b) => a + b, 0),
            call,
          );
    }),
  ]),
});

/** NaN for what is not a number. */
function numberOf(value: Value | undefined): number {
  if (value?.kind === 'boolean') return value.value ? 1 : 0;
  return value?.kind === 'number' ? value.value : Number.NaN;
}

function finite(value: number, call: Call): Value {
  return Number.isFinite(value) ? number(value, true) : because(call, 'the number is not known');
}

function whole(value: number, call: Call): Value {
  return Number.isSafeInteger(value) ? number(value === 0 ? 0 : value) : because(call, 'the number is not known');
}

function gcd(a: number, b: number): number {
  let [x, y] = [Math.abs(a), Math.abs(b)];
  while (y > 0) [x, y] = [y, x % y];
  return x;
}

function combinations(n: number, k: number): number {
  if (!(n >= 0 && k >= 0 && n <= 60)) return Number.NaN;
  let result = 1;
  for (let i = 1; i <= k; i++) result = (result * (n - k + i)) / i;
  return k > n ? 0 : Math.round(result);
}
