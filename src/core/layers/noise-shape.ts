/** The shape of the random mask of Dropout: sizes, or None for the size of the input. */
import { type ArgSpec, refused, show, value, wholeNumber } from './args';
import { isBefore } from './definition';
import { type Plain, PlainUnknown } from './plain';

/** Keras checks it since 3.13; what it is changes no shape, so that nothing is kept of it. */
export function noiseShape(): ArgSpec<null> {
  return {
    doc: 'Shape of the mask; None for the size of the input',
    default: null,
    takes: 'list of whole numbers ≥ 1 or None',
    whenUnknown: () => null,
    schema: { type: ['array', 'null'] },
    read: (plain, target) => {
      if (plain === null || plain instanceof PlainUnknown || target.framework === 'tfjs' || isBefore(target, [3, 13]))
        return value(null);
      if (typeof plain === 'string' || typeof plain === 'number' || typeof plain === 'boolean')
        return refused(`must be a list of whole numbers, not ${show(plain)}`);
      if (!Array.isArray(plain)) return value(null);
      const bad = (plain as readonly Plain[]).find(
        (item) =>
          item !== null && (typeof item !== 'object' || Array.isArray(item)) && (wholeNumber(item, target) ?? 0) < 1,
      );
      return bad === undefined ? value(null) : refused(`must hold whole numbers ≥ 1 or None, not ${show(plain)}`);
    },
  };
}
