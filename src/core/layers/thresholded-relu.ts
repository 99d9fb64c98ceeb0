/** ThresholdedReLU of TensorFlow.js: numbers below a threshold become zero. */
import { amount } from './args';
import { defineLayer } from './definition';

export const thresholdedReLU = defineLayer({
  name: 'ThresholdedReLU',
  summary: 'Keeps numbers above a threshold and sets the others to zero.',
  frameworks: ['tfjs'],
  args: { theta: amount({ default: 1, doc: 'The threshold' }) },
  elementwise: true,
  output: (_, input) => [...input],
});
