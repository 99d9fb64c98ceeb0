/** GlobalAveragePooling2D: the mean of the numbers of each channel. */
import { globalPoolingLayer } from './global-pooling';

export const globalAveragePooling2d = globalPoolingLayer({
  name: 'GlobalAveragePooling2D',
  aliases: ['GlobalAvgPool2D'],
  summary: 'The mean of the numbers of each channel, over all places.',
  affine: true,
  rank: 2,
});
