/** AveragePooling1D: the mean of the numbers under each window. */
import { poolingLayer } from './pooling';

export const averagePooling1d = poolingLayer({
  name: 'AveragePooling1D',
  aliases: ['AvgPool1D'],
  summary: 'The mean of the numbers under each window along a sequence.',
  affine: true,
  rank: 1,
  sizeNeeded: true,
});
