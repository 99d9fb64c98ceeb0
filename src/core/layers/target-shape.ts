/** The arg of Reshape: sizes, -1 for the one that follows from the others, None for one that stays open. */
import { type Dim, unknownDim } from '../shape/dim';
import { Symbolic } from '../shape/symbolic';
import { type ArgSpec, refused, show, unknownReading, value, wholeNumber } from './args';
import type { Target } from './definition';
import { type Plain, PlainFloat, PlainUnknown } from './plain';

export function targetShape(): ArgSpec<readonly Dim[]> {
  return {
    doc: 'The new shape without the batch; -1 for the size that follows from the others',
    default: undefined,
    takes: 'list of whole numbers, one of which may be -1',
    schema: { type: 'array', items: { type: ['integer', 'null'] } },
    read: (plain, target) => {
      if (plain instanceof PlainUnknown) return unknownReading(plain);
      // Keras iterates over whatever it gets: a word is a list of letters, none of which is a size.
      const items = typeof plain === 'string' && target.framework === 'keras' ? [...plain] : plain;
      if (!Array.isArray(items)) return refused(`must be a list of sizes, not ${show(plain)}`);
      if (target.framework === 'tfjs' && (items as readonly Plain[]).some((item) => typeof item === 'string'))
        return refused(`must hold sizes, not ${show(plain)}`);
      const dims = (items as readonly Plain[]).map((item) => dimOf(item, target));
      if (dims.some((dim) => typeof dim === 'number' && dim < -1))
        return refused(`must hold sizes, or -1 once, not ${show(plain)}`);
      if (dims.filter((dim) => dim === -1).length > 1) return refused(`must hold -1 only once, not ${show(plain)}`);
      return value(dims);
    },
  };
}

/** Keras takes everything that is not a whole number for None; TensorFlow.js takes null and all negative numbers for -1. */
function dimOf(item: Plain, target: Target): Dim {
  if (item instanceof PlainUnknown) return unknownDim();
  if (item instanceof Symbolic) return item;
  if (target.framework === 'tfjs')
    return item === null || (typeof item === 'number' && item < 0) ? -1 : typeof item === 'number' ? item : null;
  return item instanceof PlainFloat ? null : wholeNumber(item, target);
}
