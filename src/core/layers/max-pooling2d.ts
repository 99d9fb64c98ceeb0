/** MaxPooling2D: the largest number under each window. */
import { poolingLayer } from './pooling';

export const maxPooling2d = poolingLayer({
  name: 'MaxPooling2D',
  aliases: ['MaxPool2D'],
  summary: 'The largest number under each window over height and width.',
  rank: 2,
  sizeNeeded: false,
});
