/** AveragePooling3D: the mean of the numbers under each window. */
import { poolingLayer } from './pooling';

export const averagePooling3d = poolingLayer({
  name: 'AveragePooling3D',
  aliases: ['AvgPool3D'],
  summary: 'The mean of the numbers under each window over depth, height and width.',
  affine: true,
  rank: 3,
  sizeNeeded: true,
});
