/** An arg that gives two numbers for each spatial axis: what is added or cut off before and after it. */
import { type Dim, unknownDim } from '../shape/dim';
import { Symbolic } from '../shape/symbolic';
import { type ArgReading, type ArgSpec, refused, show, unknownReading, value, wholeNumber } from './args';
import type { Target } from './definition';
import { type Plain, PlainUnknown } from './plain';

/** Before and after, for each spatial axis. */
export type Pairs = readonly (readonly [before: Dim, after: Dim])[];

interface PairOptions {
  readonly doc: string;
  readonly default: Plain;
  readonly neededInTfjs?: boolean;
  /** TensorFlow.js does not look at what a list has too many. */
  readonly extraInTfjs?: boolean;
}

/**
 * One number for all sides; for rank 1 a pair; for higher ranks one number or pair for each axis
 * (`ZeroPadding2D.__init__`, Keras 3).
 */
export function pairs(rank: number, { neededInTfjs, extraInTfjs, ...options }: PairOptions): ArgSpec<Pairs> {
  return {
    ...options,
    ...(neededInTfjs ? { defaultInTfjs: undefined } : {}),
    takes:
      rank === 1 ? 'whole number ≥ 0, or a pair of them' : `whole number ≥ 0, or ${rank} of them or of pairs of them`,
    whenUnknown: () => Array.from({ length: rank }, () => [unknownDim(), unknownDim()] as const),
    schema: { anyOf: [{ type: 'integer', minimum: 0 }, { type: 'array' }] },
    read: (plain, target) => {
      if (plain instanceof PlainUnknown) return unknownReading(plain);
      const whole = side(plain, target);
      if (whole !== null) return sides(new Array(rank).fill([whole, whole]), plain, target);
      const wrong = refused(
        rank === 1
          ? `must be a whole number or a pair of them, not ${show(plain)}`
          : `must be a whole number or hold ${rank} numbers or pairs, not ${show(plain)}`,
      );
      if (!Array.isArray(plain)) return wrong;
      const given = rank === 1 ? [plain as Plain] : (plain as readonly Plain[]);
      const tfjs = target.framework === 'tfjs';
      const items =
        tfjs && extraInTfjs
          ? given.slice(0, rank).map((item) => (Array.isArray(item) ? item.slice(0, 2) : item))
          : given;
      const mixed = tfjs && items.some((item) => Array.isArray(item) !== Array.isArray(items[0]));
      if (items.length !== rank || mixed) return wrong;
      const read: (readonly [Dim, Dim])[] = [];
      for (const item of items) {
        const both = pair(item, target);
        if (both === null) return wrong;
        read.push(both);
      }
      return sides(read, plain, target);
    },
  };
}

function sides(read: Pairs, plain: Plain, { framework }: Target): ArgReading<Pairs> {
  const negative = framework === 'keras' && read.flat().some((dim) => typeof dim === 'number' && dim < 0);
  return negative ? refused(`must not be negative, but is ${show(plain)}`) : value(read);
}

function pair(item: Plain, target: Target): readonly [Dim, Dim] | null {
  if (item instanceof PlainUnknown) return [unknownDim(), unknownDim()];
  const whole = side(item, target);
  if (whole !== null) return [whole, whole];
  if (!Array.isArray(item) || item.length !== 2) return null;
  const [before, after] = (item as readonly Plain[]).map((one) =>
    one instanceof PlainUnknown ? unknownDim() : side(one, target),
  );
  return before === null || after === null || before === undefined || after === undefined ? null : [before, after];
}

function side(plain: Plain, target: Target): number | Symbolic | null {
  if (plain instanceof Symbolic) return plain;
  // TensorFlow.js adds up whatever numbers it is given.
  return target.framework === 'tfjs' && typeof plain === 'number' ? plain : wholeNumber(plain, target);
}
