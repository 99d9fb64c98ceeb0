/** GlobalMaxPooling2D: the largest number of each channel. */
import { globalPoolingLayer } from './global-pooling';

export const globalMaxPooling2d = globalPoolingLayer({
  name: 'GlobalMaxPooling2D',
  aliases: ['GlobalMaxPool2D'],
  summary: 'The largest number of each channel, over all places.',
  rank: 2,
});
