/** GlobalAveragePooling3D: the mean of the numbers of each channel. */
import { globalPoolingLayer } from './global-pooling';

export const globalAveragePooling3d = globalPoolingLayer({
  name: 'GlobalAveragePooling3D',
  aliases: ['GlobalAvgPool3D'],
  summary: 'The mean of the numbers of each channel, over all places.',
  affine: true,
  rank: 3,
  frameworks: ['keras'],
});
