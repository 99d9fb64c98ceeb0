/** GlobalMaxPooling3D: the largest number of each channel. */
import { globalPoolingLayer } from './global-pooling';

export const globalMaxPooling3d = globalPoolingLayer({
  name: 'GlobalMaxPooling3D',
  aliases: ['GlobalMaxPool3D'],
  summary: 'The largest number of each channel, over all places.',
  rank: 3,
  frameworks: ['keras'],
});
