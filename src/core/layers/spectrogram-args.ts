/** Args of the layers that transform sounds. */
import type { Dim } from '../shape/dim';
import { Symbolic } from '../shape/symbolic';
import { type ArgSpec, refused, show, unknownReading, value } from './args';
import { numberOf } from './augmentation';
import { type Plain, PlainUnknown } from './plain';

/** A number that is looked at only where it is used. */
export function spectrogramSize(doc: string, fallback: number | null): ArgSpec<Dim> {
  return {
    doc,
    default: fallback,
    takes: 'whole number ≥ 1',
    schema: { type: fallback === null ? ['integer', 'null'] : 'integer', minimum: 1 },
    read: (plain) => {
      if (plain instanceof PlainUnknown) return unknownReading(plain);
      if (plain === null || plain instanceof Symbolic) return value(plain);
      const number = numberOf(plain);
      return typeof number === 'number' ? value(number) : refused(`must be a whole number, not ${show(plain)}`);
    },
  };
}

/** Windows of `scipy.signal.get_window` that need no further number (SciPy 1.17). */
const windows: ReadonlySet<string> = new Set([
  'barthann',
  'bartlett',
  'blackman',
  'blackmanharris',
  'bohman',
  'boxcar',
  'cosine',
  'exponential',
  'flattop',
  'hamming',
  'hann',
  'lanczos',
  'nuttall',
  'parzen',
  'taylor',
  'triang',
  'tukey',
]);

/** The name of the window, or how many values it is given by; null for none and for what is not followed. */
export function windowArg(): ArgSpec<string | number | null> {
  return {
    doc: 'How the ends of a piece are faded',
    default: 'hann',
    takes: 'name of a window, a function, or none',
    whenUnknown: () => null,
    schema: { type: ['string', 'null'] },
    read: (plain) => {
      if (plain instanceof PlainUnknown) return unknownReading(plain);
      if (typeof plain === 'number' || typeof plain === 'boolean')
        return refused(`must be the name of a window or a function, not ${show(plain)}`);
      if (Array.isArray(plain) && plain.every((item) => numberOf(item as Plain) !== null)) return value(plain.length);
      if (typeof plain !== 'string') return value(null);
      return windows.has(plain) ? value(plain) : refused(`must name a window, but there is no ${show(plain)}`);
    },
  };
}
