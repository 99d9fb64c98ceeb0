/** AveragePooling2D: the mean of the numbers under each window. */
import { poolingLayer } from './pooling';

export const averagePooling2d = poolingLayer({
  name: 'AveragePooling2D',
  aliases: ['AvgPool2D'],
  summary: 'The mean of the numbers under each window over height and width.',
  affine: true,
  rank: 2,
  sizeNeeded: true,
});
