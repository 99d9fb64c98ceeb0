/** LeakyReLU: negative numbers are made small. */
import { amount } from './args';
import { defineLayer } from './definition';
import { keepsMask } from './masks';

export const leakyReLU = defineLayer({
  name: 'LeakyReLU',
  summary: 'Multiplies negative values by a small slope.',
  masking: keepsMask,
  args: { negativeSlope: amount({ default: 0.3, min: 0, aliases: ['alpha'], doc: 'Slope below zero' }) },
  elementwise: true,
  output: (_, input) => [...input],
});
