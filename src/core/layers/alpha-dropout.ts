/** AlphaDropout: dropout that keeps mean and variance, for SELU networks. */
import { inert } from './args';
import { defineLayer } from './definition';
import { keepsMask } from './masks';
import { lateSeedArg, seedRefusals, share } from './noise';

export const alphaDropout = defineLayer({
  name: 'AlphaDropout',
  summary: 'Drops values in training and keeps their mean and variance.',
  masking: keepsMask,
  affine: true,
  args: {
    rate: share('Share of the values that are dropped'),
    noiseShape: inert({ doc: 'Shape of the mask' }),
    seed: lateSeedArg(),
  },
  elementwise: true,
  refuses: ({ rate, seed }) => seedRefusals('AlphaDropout', seed, rate),
  output: (_, input) => [...input],
});
