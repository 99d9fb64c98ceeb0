/** GaussianNoise: in training random numbers are added. */
import { defineLayer } from './definition';
import { keepsMask } from './masks';
import { lateSeedArg, seedRefusals, share } from './noise';

export const gaussianNoise = defineLayer({
  name: 'GaussianNoise',
  summary: 'Adds random numbers around zero in training.',
  masking: keepsMask,
  affine: true,
  args: { stddev: share('Standard deviation of the noise'), seed: lateSeedArg() },
  elementwise: true,
  refuses: ({ stddev, seed }) => seedRefusals('GaussianNoise', seed, stddev),
  output: (_, input) => [...input],
});
