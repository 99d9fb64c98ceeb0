/** Layers that disturb values in training and leave the shape as it is. */
import { type ArgSpec, amount, refused, show, value } from './args';
import type { Refusal } from './definition';
import { PlainFloat } from './plain';

/** The share of values that are dropped, or the strength of a noise: 0 to 1 in Keras, anything in TensorFlow.js. */
export const share = (doc: string) => amount({ min: 0, max: 1, doc });

/** A whole number, or none for another one in each run. */
export function seedArg(): ArgSpec<null> {
  return {
    doc: 'Start of the random numbers',
    default: null,
    takes: 'whole number or none',
    whenUnknown: () => null,
    schema: { type: ['integer', 'null'] },
    read: (plain, { framework }) => {
      const wrong =
        plain instanceof PlainFloat ||
        typeof plain === 'boolean' ||
        typeof plain === 'string' ||
        (typeof plain === 'number' && !Number.isInteger(plain)) ||
        Array.isArray(plain);
      return wrong && framework === 'keras' ? refused(`must be a whole number, not ${show(plain)}`) : value(null);
    },
  };
}

/** A seed that is looked at only where random numbers are drawn. Read as what is wrong with it; null if nothing is. */
export function lateSeedArg(): ArgSpec<string | null> {
  const { read, ...seed } = seedArg();
  return {
    ...seed,
    read: (plain, target) => {
      const reading = read(plain, target);
      return value(reading.kind === 'refused' ? reading.message : null);
    },
  };
}

/** The fault of a late seed, if random numbers are drawn at this rate. */
export function seedRefusals(layer: string, seed: string | null, rate: number | null): Refusal[] {
  if (seed === null || rate === null || rate <= 0) return [];
  return [{ rule: 'invalid-argument', arg: 'seed', message: `${layer}: seed ${seed}` }];
}
