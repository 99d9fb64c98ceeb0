/** GlobalMaxPooling1D: the largest number of each channel. */
import { globalPoolingLayer } from './global-pooling';

export const globalMaxPooling1d = globalPoolingLayer({
  name: 'GlobalMaxPooling1D',
  aliases: ['GlobalMaxPool1D'],
  summary: 'The largest number of each channel, over all places.',
  rank: 1,
});
