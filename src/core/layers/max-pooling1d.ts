/** MaxPooling1D: the largest number under each window. */
import { poolingLayer } from './pooling';

export const maxPooling1d = poolingLayer({
  name: 'MaxPooling1D',
  aliases: ['MaxPool1D'],
  summary: 'The largest number under each window along a sequence.',
  rank: 1,
  sizeNeeded: false,
});
