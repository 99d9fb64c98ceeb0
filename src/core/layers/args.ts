/** Kinds of args: how each reads what the program gives, what it refuses, and how it is described. Knows no particular layer. */
import { type Dim, unknownDim } from '../shape/dim';
import { Symbolic } from '../shape/symbolic';
import type { Framework, Target } from './definition';
import { type Plain, PlainFloat, PlainObject, PlainUnknown } from './plain';

/** What came of reading an arg. */
export type ArgReading<T> =
  | { readonly kind: 'value'; readonly value: T }
  | { readonly kind: 'unknown'; readonly reason: string }
  | { readonly kind: 'refused'; readonly message: string };

export interface ArgSpec<T> {
  /** Short description of what it takes, for hover and the schema: `whole number ≥ 1`. */
  readonly takes: string;
  readonly doc: string;
  /** The value when it is not given; undefined if it must be given. In the form in which the program would write it. */
  readonly default: Plain | undefined;
  /** The read value for an arg that is not known, where the layer can still say something (an unknown dim); absent if not. */
  readonly whenUnknown?: () => T;
  /** The default of TensorFlow.js where it is another; undefined here means that TensorFlow.js needs it given. */
  readonly defaultInTfjs?: Plain | undefined;
  readonly read: (plain: Plain, target: Target) => ArgReading<T>;
  /** JSON Schema of what a layer spec may write here. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** Other names of the arg (Keras 2 names and TensorFlow.js spellings that are not plain camel case). */
  readonly aliases?: readonly string[];
  /** TensorFlow.js, too, tells a null from nothing here. */
  readonly nullCounts?: boolean;
  /** Can be given only by name. */
  readonly namedOnly?: boolean;
  /** The frameworks that have the arg; both if left out. */
  readonly frameworks?: readonly Framework[];
  /** The first version of Keras that has it, where that is later than 3.6. */
  readonly since?: readonly [major: number, minor: number];
}

export type ArgSpecs = Readonly<Record<string, ArgSpec<unknown>>>;
export type ArgValues<A extends ArgSpecs> = { readonly [K in keyof A]: A[K] extends ArgSpec<infer T> ? T : never };

interface Options {
  readonly doc: string;
  readonly aliases?: readonly string[];
  readonly namedOnly?: boolean;
  readonly frameworks?: readonly Framework[];
  readonly since?: readonly [major: number, minor: number];
}
interface WithDefault<D> extends Options {
  readonly default?: D;
  readonly defaultInTfjs?: D | undefined;
}

export const value = <T>(read: T): ArgReading<T> => ({ kind: 'value', value: read });
export const refused = (message: string): ArgReading<never> => ({ kind: 'refused', message });
export const unknownReading = (plain: PlainUnknown): ArgReading<never> => ({ kind: 'unknown', reason: plain.reason });

/** What is a whole number to the framework: in Python True is 1. Null for anything else. */
export function wholeNumber(plain: Plain, target: Target): number | null {
  if (typeof plain === 'boolean' && target.framework === 'keras') return Number(plain);
  return typeof plain === 'number' && Number.isInteger(plain) ? plain : null;
}

/** How a plain value looks in a message. */
export function show(plain: Plain): string {
  if (plain === null) return 'None';
  if (typeof plain === 'string') return `'${plain}'`;
  if (typeof plain === 'boolean') return plain ? 'True' : 'False';
  if (plain instanceof PlainFloat) return Number.isInteger(plain.value) ? `${plain.value}.0` : String(plain.value);
  if (plain instanceof PlainUnknown) return 'an unknown value';
  if (plain instanceof PlainObject) return plain.name ?? `${/^[aeiou]/.test(plain.what) ? 'an' : 'a'} ${plain.what}`;
  if (plain instanceof Symbolic || typeof plain === 'number') return String(plain);
  if (Array.isArray(plain)) return `(${plain.map(show).join(', ')}${plain.length === 1 ? ',' : ''})`;
  return 'a dictionary';
}

interface SizeOptions<D> extends WithDefault<D> {
  /** The least number; 1 if left out. */
  readonly min?: number;
  /** The least number in TensorFlow.js, where it is another. */
  readonly minInTfjs?: number;
}

interface SizesOptions extends SizeOptions<number | readonly number[]> {
  /** TensorFlow.js takes only a list here. */
  readonly listInTfjs?: boolean;
  /** TensorFlow.js does not look at what a list has too many. */
  readonly extraInTfjs?: boolean;
}

/** A size that becomes an axis of an output or a weight. Read as a `Dim`. */
export function size(
  options: SizeOptions<number | null> & {
    readonly optional?: boolean;
    /** True where the framework does not take True for 1. */
    readonly strict?: boolean;
  },
): ArgSpec<Dim> {
  const min = options.min ?? 1;
  return {
    ...options,
    default: options.default,
    takes: `whole number ≥ ${min}`,
    whenUnknown: unknownDim,
    schema: options.optional ? { type: ['integer', 'null'], minimum: min } : { type: 'integer', minimum: min },
    read: (plain, target) => {
      if (plain === null && options.optional) return value(null);
      if (plain instanceof PlainUnknown)
        return plain.size && !options.optional ? value(plain.size) : unknownReading(plain);
      if (plain instanceof Symbolic) return value(plain);
      const number = options.strict && typeof plain === 'boolean' ? null : wholeNumber(plain, target);
      if (number === null) return refused(`must be a whole number, not ${show(plain)}`);
      const least = leastIn(target, options);
      return number < least ? refused(`must be at least ${least}, not ${show(plain)}`) : value(number);
    },
  };
}

function leastIn(
  target: Target,
  { min = 1, minInTfjs = min }: { readonly min?: number; readonly minInTfjs?: number },
): number {
  return target.framework === 'tfjs' ? minInTfjs : min;
}

/** One size per spatial axis, given as one number for all or as a list. Read as `rank` dims. */
export function sizes(rank: number, options: SizesOptions): ArgSpec<readonly Dim[]> {
  const min = options.min ?? 1;
  const each = size({ ...options, doc: '', default: null, defaultInTfjs: null });
  return {
    ...options,
    default: options.default,
    takes: rank === 1 ? `whole number ≥ ${min}` : `whole number ≥ ${min}, or ${rank} of them`,
    schema: {
      anyOf: [
        { type: 'integer', minimum: min },
        { type: 'array', items: { type: 'integer', minimum: min }, minItems: rank, maxItems: rank },
      ],
    },
    whenUnknown: () => Array.from({ length: rank }, unknownDim),
    read: (plain, target) => {
      if (plain instanceof PlainUnknown) return unknownReading(plain);
      const tfjs = target.framework === 'tfjs';
      if (tfjs && options.listInTfjs && !Array.isArray(plain))
        return refused(`must be a list of ${rank} whole numbers, not ${show(plain)}`);
      const given = Array.isArray(plain) ? (plain as readonly Plain[]) : new Array<Plain>(rank).fill(plain);
      const list = tfjs && options.extraInTfjs ? given.slice(0, rank) : given;
      if (list.length !== rank) return refused(`must be a whole number or ${rank} of them, not ${show(plain)}`);
      const dims: Dim[] = [];
      for (const item of list) {
        const reading = each.read(item, target);
        if (reading.kind === 'refused') {
          const least = leastIn(target, options);
          return refused(
            Array.isArray(plain) ? `must hold whole numbers ≥ ${least}, not ${show(plain)}` : reading.message,
          );
        }
        dims.push(reading.kind === 'value' ? reading.value : unknownDim());
      }
      return value(dims);
    },
  };
}

/** The same where nothing may be given: read as null then. */
export function optionalSizes(
  rank: number,
  options: SizeOptions<number | readonly number[] | null>,
): ArgSpec<readonly Dim[] | null> {
  const { default: _, defaultInTfjs: __, ...rest } = options;
  const given = sizes(rank, rest);
  return {
    ...given,
    default: options.default ?? null,
    schema: { anyOf: [given.schema, { type: 'null' }] },
    read: (plain, target) => (plain === null ? value(null) : given.read(plain, target)),
  };
}

/** One of a few words; `inTfjs` are those of TensorFlow.js, where they are others. `foldCase` says that Keras takes them in any case; TensorFlow.js never does. */
export function choice<const C extends string>(
  choices: readonly C[],
  options: WithDefault<C | null> & {
    readonly foldCase?: boolean;
    readonly optional?: boolean;
    readonly inTfjs?: readonly C[];
  },
): ArgSpec<C> {
  const quoted = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ');
  return {
    ...options,
    default: options.default,
    takes: `one of ${quoted(choices)}`,
    schema: { enum: options.optional ? [...choices, null] : choices },
    read: (plain, { framework }) => {
      if (plain instanceof PlainUnknown) return unknownReading(plain);
      const words: readonly string[] = (framework === 'tfjs' ? options.inTfjs : null) ?? choices;
      const word = typeof plain === 'string' && options.foldCase && framework === 'keras' ? plain.toLowerCase() : plain;
      if (typeof word === 'string' && words.includes(word)) return value(word as C);
      if (plain === null && options.optional) return value(null as unknown as C);
      return refused(`must be one of ${quoted(words)}, not ${show(plain)}`);
    },
  };
}

export function flag(options: WithDefault<boolean>): ArgSpec<boolean> {
  return {
    ...options,
    default: options.default ?? false,
    takes: 'True or False',
    schema: { type: 'boolean' },
    // The frameworks take any truthy or falsy value here.
    read: (plain, target) => (plain instanceof PlainUnknown ? unknownReading(plain) : value(isTruthy(plain, target))),
  };
}

/** What counts as true; an empty list or dictionary does in JavaScript only. A float's zero does not. */
function isTruthy(plain: Plain, { framework }: Target): boolean {
  if (plain instanceof PlainFloat) return plain.value !== 0;
  if (plain === null || typeof plain !== 'object') return Boolean(plain);
  if (framework === 'tfjs') return true;
  if (Array.isArray(plain)) return plain.length > 0;
  return Object.getPrototypeOf(plain) !== Object.prototype || Object.keys(plain).length > 0;
}

interface AmountOptions extends WithDefault<number | null> {
  readonly min?: number;
  readonly max?: number;
  readonly optional?: boolean;
  /** True where the framework takes anything and fails, if at all, only when it runs. */
  readonly unchecked?: boolean;
}

/** A number that changes values but no shape: a rate, a slope. TensorFlow.js checks none of them. */
export function amount(options: AmountOptions): ArgSpec<number | null> {
  const { min, max } = options;
  return {
    ...options,
    default: options.default,
    defaultInTfjs: options.defaultInTfjs ?? options.default ?? null,
    takes: describeRange(options),
    whenUnknown: () => null,
    schema: {
      type: options.optional ? ['number', 'null'] : 'number',
      ...(min === undefined ? {} : { minimum: min }),
      ...(max === undefined ? {} : { maximum: max }),
    },
    read: (plain, target) => {
      if (plain instanceof PlainUnknown || plain instanceof Symbolic || plain instanceof PlainObject)
        return value(null);
      const number = plain instanceof PlainFloat ? plain.value : typeof plain === 'boolean' ? Number(plain) : plain;
      if (typeof number !== 'number') {
        const taken = options.unchecked || target.framework === 'tfjs' || (plain === null && options.optional);
        return taken ? value(null) : refused(`must be a number, not ${show(plain)}`);
      }
      const outside = (min !== undefined && number < min) || (max !== undefined && number > max);
      return outside && target.framework === 'keras'
        ? refused(`must be a ${describeRange(options)}, not ${show(plain)}`)
        : value(number);
    },
  };
}

/** Anything that changes no shape and no count: initializers, regularizers, constraints. Never refused. */
export function inert(options: WithDefault<Plain>): ArgSpec<Plain> {
  return {
    ...options,
    default: options.default ?? null,
    takes: 'any',
    whenUnknown: () => null,
    schema: {},
    read: (plain) => value(plain),
  };
}

function describeRange({ min, max }: { readonly min?: number; readonly max?: number }): string {
  if (min !== undefined && max !== undefined) return `number from ${min} to ${max}`;
  if (min !== undefined) return `number ≥ ${min}`;
  return 'number';
}
