/** Numbers that single augmentation layers check in a way of their own. */
import { type ArgSpec, refused, show, unknownReading, value } from './args';
import { numberOf } from './augmentation';
import { type Plain, PlainUnknown } from './plain';

/** The size of a blur: an odd number, or two. */
export function oddArg(): ArgSpec<null> {
  return {
    doc: 'Size of the window',
    default: 3,
    takes: 'odd number, or two of them',
    whenUnknown: () => null,
    schema: { anyOf: [{ type: 'integer' }, { type: 'array', minItems: 2, maxItems: 2 }] },
    read: (plain) => {
      if (plain instanceof PlainUnknown) return unknownReading(plain);
      const numbers = (Array.isArray(plain) ? (plain as readonly Plain[]) : [plain]).map(numberOf);
      const wrong = Array.isArray(plain) && numbers.length !== 2;
      const isOdd = (number: number | 'unknown' | null): boolean =>
        number === 'unknown' || (number !== null && number % 2 !== 0);
      return !wrong && numbers.every(isOdd) ? value(null) : refused(`must be odd, not ${show(plain)}`);
    },
  };
}

/** Whatever Python's `int` makes a whole number of. */
export function intArg(doc: string, fallback: number | undefined): ArgSpec<null> {
  return {
    doc,
    default: fallback,
    takes: 'whole number',
    whenUnknown: () => null,
    schema: { type: 'integer' },
    read: (plain) => {
      if (plain instanceof PlainUnknown) return unknownReading(plain);
      const isNumber = numberOf(plain) !== null || (typeof plain === 'string' && /^\s*[+-]?\d+\s*$/.test(plain));
      return isNumber ? value(null) : refused(`must be a whole number, not ${show(plain)}`);
    },
  };
}
