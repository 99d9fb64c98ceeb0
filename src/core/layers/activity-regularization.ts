/** ActivityRegularization: a penalty on the values that pass. */
import { amount } from './args';
import { defineLayer } from './definition';
import { keepsMask } from './masks';

export const activityRegularization = defineLayer({
  name: 'ActivityRegularization',
  summary: 'Passes its input on and adds a penalty on its size to the loss.',
  masking: keepsMask,
  affine: true,
  args: {
    l1: amount({ default: 0, min: 0, optional: true, doc: 'Weight of the sum of absolute values' }),
    l2: amount({ default: 0, min: 0, optional: true, doc: 'Weight of the sum of squares' }),
  },
  frameworks: ['keras'],
  elementwise: true,
  output: (_, input) => [...input],
});
