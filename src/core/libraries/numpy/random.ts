/** `numpy.random`: what each function draws. */
import { arrayChanged } from '../../eval/array-numbers';
import { numberDtype, unknownNumber } from '../../eval/unknown-number';
import { type BuiltinValue, builtin, type CallArguments, none, type Value } from '../../eval/value';
import type { Dim } from '../../shape/dim';
import type { Span } from '../../text/span';
import { argument } from '../common/data-calls';
import { array, dimOf, dimsOf, toArray } from './arrays';
import { type Body, notFollowed } from './call';

export function randomFunction(name: string): BuiltinValue | null {
  const draws = functions.get(name);
  return draws ? builtin(`numpy.random.${name}`, (args, site, context) => draws(args, site.span, context)) : null;
}

type Dtype = 'int64' | 'float64';

/** The shape is the argument `size`; a single number is drawn without it. */
function sized(at: number, dtype: Dtype, inner: (args: CallArguments) => readonly Dim[] | null = () => []): Body {
  return (args, span) => {
    const size = argument(args, at, 'size');
    const rest = inner(args);
    const shape = !size || size.value.kind === 'none' ? [] : dimsOf(size.value);
    return shape && rest ? drawn([...shape, ...rest], dtype, span) : notFollowed(span);
  };
}

function drawn(shape: readonly Dim[], dtype: Dtype, span: Span): Value {
  return shape.length === 0
    ? unknownNumber('it is drawn when the program runs', span, dtype)
    : array(shape, dtype, span, 'random numbers');
}

/** `rand(3, 4)`: the sizes one by one. */
const bySizes: Body = (args, span) =>
  drawn(
    args.positions.map(({ value }) => dimOf(value)),
    'float64',
    span,
  );

/** How many numbers a list in an argument holds. */
function lengthOf(at: number, ...names: readonly string[]): (args: CallArguments) => readonly Dim[] | null {
  return (args) => {
    const value = argument(args, at, ...names)?.value;
    if (value?.kind === 'sequence' && !value.open) return [value.items.length];
    return value?.kind === 'array' && value.shape?.length === 1 ? value.shape : null;
  };
}

/** `choice(a, size)`: of the first axis of an array, or of the numbers below one. */
const choice: Body = (args, span, context) => {
  const given = argument(args, 0, 'a')?.value;
  const size = argument(args, 1, 'size')?.value;
  const from = given && toArray(given, context, span);
  const shape = !size || size.kind === 'none' ? [] : dimsOf(size);
  if (!from?.shape || !shape) return notFollowed(span);
  const isNumber = given && numberDtype(given) !== null;
  if (shape.length === 0 && (isNumber || from.shape.length === 1))
    return from.dtype === 'int64' || from.dtype === 'float64' ? drawn([], from.dtype, span) : notFollowed(span);
  return array([...shape, ...from.shape.slice(1)], from.dtype, span, 'random numbers');
};

const permutation: Body = (args, span, context) => {
  const given = argument(args, 0, 'x')?.value;
  if (given?.kind === 'number') return array([given.value], 'int64', span, 'a permutation');
  return (given && toArray(given, context, span)) ?? notFollowed(span);
};

const floats = sized(2, 'float64');
const withoutArguments: Body = sized(0, 'float64');

const functions: ReadonlyMap<string, Body> = new Map<string, Body>([
  ['rand', bySizes],
  ['randn', bySizes],
  ...['random', 'random_sample', 'ranf', 'standard_normal'].map((name) => [name, withoutArguments] as const),
  ...['normal', 'uniform', 'laplace', 'gumbel', 'logistic', 'lognormal', 'beta', 'gamma'].map(
    (name) => [name, floats] as const,
  ),
  ...['exponential', 'rayleigh', 'standard_gamma', 'chisquare'].map((name) => [name, sized(1, 'float64')] as const),
  ...['randint', 'integers', 'binomial'].map((name) => [name, sized(2, 'int64')] as const),
  ...['poisson', 'geometric'].map((name) => [name, sized(1, 'int64')] as const),
  ['multivariate_normal', sized(2, 'float64', lengthOf(0, 'mean'))],
  ['dirichlet', sized(1, 'float64', lengthOf(0, 'alpha'))],
  ['multinomial', sized(2, 'int64', lengthOf(1, 'pvals'))],
  ['choice', choice],
  ['permutation', permutation],
  [
    'shuffle',
    () => {
      arrayChanged();
      return none;
    },
  ],
  ['seed', () => none],
]);
