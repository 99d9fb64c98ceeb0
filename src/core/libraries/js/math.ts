/** `Math`: on numbers as they are, on sizes as far as they stay sizes. */
import { builtin, type CallArguments, type CallSite, dimValue, number, unknown, type Value } from '../../eval/value';
import { ceilDivide, type Dim, floorDivide, maximum } from '../../shape/dim';

export const mathObject: Value = {
  kind: 'object',
  class: 'Math',
  type: { attribute: (_, name) => members.get(name) ?? null },
  data: new Map(),
};

const plainFunctions = [
  'abs',
  'acos',
  'asin',
  'atan',
  'atan2',
  'cbrt',
  'cos',
  'cosh',
  'exp',
  'expm1',
  'fround',
  'hypot',
  'log',
  'log10',
  'log1p',
  'log2',
  'min',
  'pow',
  'sign',
  'sin',
  'sinh',
  'sqrt',
  'tan',
  'tanh',
  'imul',
  'clz32',
] as const;

const constants = ['PI', 'E', 'LN2', 'LN10', 'LOG2E', 'LOG10E', 'SQRT2', 'SQRT1_2'] as const;

const members: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...constants.map((name): [string, Value] => [name, number(Math[name])]),
  ...plainFunctions.map((name): [string, Value] => [
    name,
    numeric(name, Math[name] as (...values: number[]) => number),
  ]),
  ['floor', rounding('floor', Math.floor, floorDivide)],
  ['trunc', rounding('trunc', Math.trunc, floorDivide)],
  ['ceil', rounding('ceil', Math.ceil, ceilDivide)],
  ['round', rounding('round', Math.round, () => null)],
  [
    'max',
    builtin('Math.max', (args, site) => {
      const sizes = args.positions.map(({ value }) =>
        value.kind === 'symbolic' || value.kind === 'number' ? value.value : null,
      );
      if (args.open || sizes.length === 0 || sizes.includes(null))
        return unknown('the numbers that Math.max compares are not known', site.span);
      return sizes.every((size) => typeof size === 'number')
        ? number(Math.max(...(sizes as number[])))
        : dimValue(sizes.reduce(maximum));
    }),
  ],
  ['random', builtin('Math.random', (_, site) => unknown('it is a random number', site.span))],
]);

function numeric(name: string, compute: (...values: number[]) => number): Value {
  return builtin(`Math.${name}`, (args, site) => {
    const numbers = numbersIn(args);
    return numbers
      ? number(compute(...numbers))
      : unknown(`the numbers given to Math.${name} are not known`, site.span);
  });
}

function numbersIn({ positions, open }: CallArguments): number[] | null {
  if (open) return null;
  const numbers = positions.map(({ value }) => (value.kind === 'number' ? value.value : null));
  return numbers.includes(null) ? null : (numbers as number[]);
}

/** Sizes are whole; a size divided by a number arrives as an object of the class `quotient`. */
function rounding(name: string, compute: (value: number) => number, divide: (a: Dim, b: Dim) => Dim): Value {
  return builtin(`Math.${name}`, (args, site: CallSite) => {
    const value = args.positions[0]?.value;
    if (value?.kind === 'number') return number(compute(value.value));
    if (value?.kind === 'symbolic') return value;
    if (value?.kind === 'object' && value.class === 'quotient') {
      const [dividend, divisor] = [value.data.get('dividend'), value.data.get('divisor')];
      if (dividend?.kind === 'symbolic' && divisor?.kind === 'number') {
        const size = divide(dividend.value, divisor.value);
        if (size !== null) return dimValue(size);
      }
    }
    return unknown(`the number given to Math.${name} is not known`, site.span);
  });
}
