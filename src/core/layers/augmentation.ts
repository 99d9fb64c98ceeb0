/** Layers that change images at random in training, or in a fixed way: the shape stays. Knows no particular one. */
import type { Shape } from '../shape/dim';
import { type ArgSpec, inert, refused, show, unknownReading, value } from './args';
import { dataFormat } from './data-format';
import { defineLayer, type LayerDefinition, type Refusal } from './definition';
import { type Plain, PlainFloat, PlainUnknown } from './plain';

interface AugmentationDescription {
  readonly name: string;
  readonly summary: string;
  readonly args: Readonly<Record<string, ArgSpec<unknown>>>;
  readonly dtype?: 'kept';
  readonly refuses?: (args: never, input: Shape) => readonly Refusal[];
}

/**
 * A layer of `keras.src.layers.preprocessing.image_preprocessing`: it takes a few args more by name. Most of them look at
 * the rank only when they run, and then take one image or a batch of them.
 */
export function augmentationLayer({ refuses, dtype, ...described }: AugmentationDescription): LayerDefinition {
  return defineLayer({
    ...described,
    ...(dtype ? { dtype } : {}),
    rank: [3, 4],
    frameworks: ['keras'],
    args: {
      ...described.args,
      ...('dataFormat' in described.args ? {} : { dataFormat: { ...dataFormat(), namedOnly: true } }),
      boundingBoxFormat: inert({ namedOnly: true, doc: 'How bounding boxes are written' }),
    },
    elementwise: true,
    refuses: (args, input) => refuses?.(args as never, input) ?? [],
    output: (_, input) => [...input],
  });
}

interface RangeOptions {
  readonly doc: string;
  readonly default?: Plain;
  readonly from: number;
  readonly to: number;
  /** True if `from` itself is outside. */
  readonly openStart?: boolean;
  /** True if each of two numbers must lie inside; else the span between them must only touch it. */
  readonly each?: boolean;
  /** True where nothing given counts as 0. */
  readonly noneIsZero?: boolean;
  readonly optional?: boolean;
}

/** A strength: a number, or two between which one is drawn. */
export function strength({
  doc,
  from,
  to,
  openStart,
  each,
  noneIsZero,
  optional,
  ...rest
}: RangeOptions): ArgSpec<null> {
  const range = `${openStart ? 'above ' : ''}${from} to ${to}`;
  const isBelow = (number: number): boolean => (openStart ? number <= from : number < from);
  return {
    doc,
    default: 'default' in rest ? rest.default : undefined,
    takes: `number from ${range}, or two of them`,
    whenUnknown: () => null,
    schema: {
      anyOf: [{ type: optional ? ['number', 'null'] : 'number' }, { type: 'array', minItems: 2, maxItems: 2 }],
    },
    read: (plain) => {
      if (plain instanceof PlainUnknown) return unknownReading(plain);
      if (plain === null && (noneIsZero || optional)) return value(null);
      const must = refused(`must be a number from ${range}, or two of them, not ${show(plain)}`);
      if (noneIsZero && (plain === '' || (Array.isArray(plain) && plain.length === 0))) return value(null);
      const numbers = (Array.isArray(plain) ? (plain as readonly Plain[]) : [plain]).map(numberOf);
      if (numbers.includes('unknown')) return value(null);
      if (numbers.includes(null) || (Array.isArray(plain) && numbers.length !== 2)) return must;
      const [first, second = first] = numbers as readonly number[] as readonly [number, number?];
      const outside =
        each || numbers.length === 1
          ? [first, second].some((n) => isBelow(n) || n > to)
          : first > to || isBelow(second);
      return outside ? must : value(null);
    },
  };
}

export function numberOf(plain: Plain): number | 'unknown' | null {
  if (plain instanceof PlainUnknown) return 'unknown';
  if (plain instanceof PlainFloat) return plain.value;
  return typeof plain === 'boolean' ? Number(plain) : typeof plain === 'number' ? plain : null;
}

/** The least and the greatest value of a pixel: two that can be sorted. */
export function valueRangeArg(): ArgSpec<null> {
  return {
    doc: 'Least and greatest value of a pixel',
    default: [0, 255],
    takes: 'two numbers',
    whenUnknown: () => null,
    schema: { type: 'array', items: { type: 'number' }, minItems: 2, maxItems: 2 },
    read: (plain) => (isPair(plain) ? value(null) : refused(`must hold two numbers, not ${show(plain)}`)),
  };
}

export function isPair(plain: Plain): boolean {
  if (plain instanceof PlainUnknown) return true;
  if (!Array.isArray(plain) || plain.length !== 2) return false;
  const items = plain as readonly Plain[];
  return items.every((item) => numberOf(item) !== null) || items.every((item) => typeof item === 'string');
}

/** A range that the layer looks at only when it runs. */
export const uncheckedValueRangeArg = () => inert({ default: [0, 255], doc: 'Least and greatest value of a pixel' });
export const fillValueArg = (fallback: Plain = 0) =>
  inert({ default: fallback, doc: 'The value put in where nothing is' });
