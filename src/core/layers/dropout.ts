/** Dropout: in training some values are set to zero. */
import { defineLayer } from './definition';
import { keepsMask } from './masks';
import { lateSeedArg, seedRefusals, share } from './noise';
import { noiseShape } from './noise-shape';

export const dropout = defineLayer({
  name: 'Dropout',
  summary: 'Sets values to zero in training, at random; does nothing otherwise.',
  masking: keepsMask,
  affine: true,
  args: { rate: share('Share of the values that are dropped'), noiseShape: noiseShape(), seed: lateSeedArg() },
  elementwise: true,
  refuses: ({ rate, seed }) => seedRefusals('Dropout', seed, rate),
  output: (_, input) => [...input],
});
