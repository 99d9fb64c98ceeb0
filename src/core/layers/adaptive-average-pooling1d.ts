/** AdaptiveAveragePooling1D: the average of windows so large that the output has a given size. */
import { adaptivePoolingLayer } from './adaptive-pooling';

export const adaptiveAveragePooling1d = adaptivePoolingLayer({
  name: 'AdaptiveAveragePooling1D',
  summary: 'Takes the average of windows so large that the output has a given size.',
  rank: 1,
  affine: true,
});
