/** Permute: axes in another order; the batch stays first. */
import { type ArgSpec, refused, show, unknownReading, value, wholeNumber } from './args';
import { defineLayer } from './definition';
import { type Plain, PlainUnknown } from './plain';

export const permute = defineLayer({
  name: 'Permute',
  summary: 'Puts the axes in another order.',
  affine: true,
  dtype: 'kept',
  args: { dims: dimsArg() },
  rank: ({ dims }) => dims.length + 1,
  output: ({ dims }, input) => [input[0]!, ...dims.map((dim) => input[dim]!)],
});

/** Every number from 1 to the number of axes, once each. */
function dimsArg(): ArgSpec<readonly number[]> {
  return {
    doc: 'For each new axis the old one, from 1; the batch is not counted',
    default: undefined,
    takes: 'list of the numbers from 1 on in any order',
    schema: { type: 'array', items: { type: 'integer', minimum: 1 }, uniqueItems: true },
    read: (plain, target) => {
      if (plain instanceof PlainUnknown) return unknownReading(plain);
      if (!Array.isArray(plain)) return refused(`must be a list of axes, not ${show(plain)}`);
      const hole = (plain as readonly Plain[]).find((item) => item instanceof PlainUnknown);
      if (hole instanceof PlainUnknown) return unknownReading(hole);
      const dims = (plain as readonly Plain[]).map((item) => wholeNumber(item, target));
      const wanted = [...dims].sort((a, b) => (a ?? 0) - (b ?? 0)).every((dim, i) => dim === i + 1);
      return wanted
        ? value(dims as number[])
        : refused(`must hold the numbers from 1 to ${dims.length}, not ${show(plain)}`);
    },
  };
}
