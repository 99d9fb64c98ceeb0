/** Softmax: values along an axis become shares of one. */
import { axes, missingAxisRefusals } from './axes';
import { defineLayer } from './definition';
import { usesMask } from './masks';

export const softmax = defineLayer({
  name: 'Softmax',
  summary: 'Turns the values along an axis into shares that sum to one.',
  masking: usesMask,
  args: {
    axis: axes({
      default: -1,
      defaultInTfjs: 1,
      optional: true,
      doc: 'The axis, or axes, along which they sum to one',
    }),
  },
  rank: ({ axis }) => (axis === null ? null : { min: 1 }),
  elementwise: true,
  refuses: ({ axis }, input) => missingAxisRefusals('Softmax', axis ?? [], input),
  output: (_, input) => [...input],
});
