/** ReLU: negative numbers become zero. */
import { amount } from './args';
import { defineLayer } from './definition';
import { keepsMask } from './masks';

export const reLU = defineLayer({
  name: 'ReLU',
  summary: 'Sets negative values to zero.',
  masking: keepsMask,
  args: {
    maxValue: amount({ default: null, optional: true, min: 0, doc: 'The largest value let through' }),
    negativeSlope: amount({ default: 0, min: 0, frameworks: ['keras'], doc: 'Slope below the threshold' }),
    threshold: amount({ default: 0, min: 0, frameworks: ['keras'], doc: 'Where the slope changes' }),
  },
  elementwise: true,
  output: (_, input) => [...input],
});
