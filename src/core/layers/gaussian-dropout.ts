/** GaussianDropout: in training values are multiplied by random numbers. */
import { defineLayer } from './definition';
import { keepsMask } from './masks';
import { lateSeedArg, seedRefusals, share } from './noise';

export const gaussianDropout = defineLayer({
  name: 'GaussianDropout',
  summary: 'Multiplies values by random numbers around one in training.',
  masking: keepsMask,
  affine: true,
  args: { rate: share('Strength of the noise, as the rate of a dropout'), seed: lateSeedArg() },
  elementwise: true,
  refuses: ({ rate, seed }) => seedRefusals('GaussianDropout', seed, rate),
  output: (_, input) => [...input],
});
