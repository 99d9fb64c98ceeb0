/** Args that layers which hash have in common. */
import type { Dim } from '../shape/dim';
import { Symbolic } from '../shape/symbolic';
import { type ArgSpec, refused, show, unknownReading, value } from './args';
import { numberOf } from './augmentation';
import { isDtype } from './common-args';
import { PlainUnknown } from './plain';

/** The number of bins; a size of null makes no axis. `checked` says that the constructor looks at it. */
export function binsArg({ checked }: { readonly checked: boolean }): ArgSpec<{ readonly size: Dim }> {
  return {
    doc: 'Number of bins',
    default: undefined,
    takes: 'whole number ≥ 1',
    schema: { type: 'integer', minimum: 1 },
    read: (plain) => {
      if (plain instanceof PlainUnknown) return unknownReading(plain);
      if (plain instanceof Symbolic) return value({ size: plain });
      const number = numberOf(plain);
      if (checked && (typeof number !== 'number' || number <= 0))
        return refused(`must be a whole number ≥ 1, not ${show(plain)}`);
      const isSize =
        typeof number === 'number' && number >= 0 && (typeof plain === 'boolean' || Number.isInteger(plain));
      return value({ size: isSize ? number : null });
    },
  };
}

/** A whole number, or two. Read as whether it is given. */
export function saltArg(): ArgSpec<true | null> {
  return {
    doc: 'Another start of the hash',
    default: null,
    takes: 'whole number, or two of them',
    whenUnknown: () => null,
    schema: { anyOf: [{ type: ['integer', 'null'] }, { type: 'array', minItems: 2, maxItems: 2 }] },
    read: (plain) => {
      if (plain instanceof PlainUnknown) return unknownReading(plain);
      const whole = typeof plain === 'boolean' || (typeof plain === 'number' && Number.isInteger(plain));
      const fits = plain === null || whole || (Array.isArray(plain) && plain.length === 2);
      return fits
        ? value(plain === null ? null : true)
        : refused(`must be a whole number or two of them, not ${show(plain)}`);
    },
  };
}

/** The dtype of a layer that decides by it what it puts out. */
export function ownDtypeArg(): ArgSpec<string | null> {
  return {
    doc: 'Kind of numbers that are put out',
    default: null,
    namedOnly: true,
    takes: 'name of a kind of numbers',
    whenUnknown: () => null,
    schema: { type: ['string', 'null'] },
    read: (plain) => {
      if (plain instanceof PlainUnknown) return unknownReading(plain);
      if (plain === null || typeof plain === 'object') return value(null);
      return typeof plain === 'string' && isDtype(plain)
        ? value(plain)
        : refused(`must name a kind of numbers, but there is no ${show(plain)}`);
    },
  };
}
