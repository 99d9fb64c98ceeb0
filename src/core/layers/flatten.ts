/** Flatten: all axes but the batch become one. */
import type { Shape } from '../shape/dim';
import { type Axis, type Formula, f } from '../shape/formula';
import { dataFormat } from './data-format';
import { defineLayer } from './definition';

export const flatten = defineLayer({
  name: 'Flatten',
  summary: 'Puts all axes but the batch into one.',
  affine: true,
  dtype: 'kept',
  args: { dataFormat: dataFormat({ uncheckedInTfjs: true }) },
  rank: (_, { framework }) => ({ min: framework === 'tfjs' ? 3 : 1 }),
  refuses: (_, input, { framework }) =>
    framework === 'tfjs' && input.slice(1).includes(null)
      ? [
          {
            rule: 'rank-mismatch',
            arg: null,
            message: 'Flatten: all sizes of the input but the batch must be known, but one is null',
          },
        ]
      : [],
  output: (_, input) => [input[0]!, flattened(input.slice(1))],
});

/** The product of the sizes; None if one of them is. */
function flattened(dims: Shape): Axis {
  if (dims.includes(null)) return null;
  const [first, ...others] = dims;
  if (first === undefined) return 1;
  if (others.length === 0) return first;
  const [head, ...tail] = dims.map((dim, i) => f.size(`I${i + 1}`, dim));
  return tail.reduce<Formula>((product, size) => f.multiply(product, size), head!);
}
