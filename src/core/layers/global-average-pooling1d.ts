/** GlobalAveragePooling1D: the mean of the numbers of each channel. */
import { globalPoolingLayer } from './global-pooling';

export const globalAveragePooling1d = globalPoolingLayer({
  name: 'GlobalAveragePooling1D',
  aliases: ['GlobalAvgPool1D'],
  summary: 'The mean of the numbers of each channel, over all places.',
  masking: { taken: true },
  affine: true,
  rank: 1,
});
