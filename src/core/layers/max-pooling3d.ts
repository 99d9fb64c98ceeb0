/** MaxPooling3D: the largest number under each window. */
import { poolingLayer } from './pooling';

export const maxPooling3d = poolingLayer({
  name: 'MaxPooling3D',
  aliases: ['MaxPool3D'],
  summary: 'The largest number under each window over depth, height and width.',
  rank: 3,
  sizeNeeded: false,
});
