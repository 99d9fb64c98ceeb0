/** AdaptiveAveragePooling2D: the average of windows so large that the output has a given size. */
import { adaptivePoolingLayer } from './adaptive-pooling';

export const adaptiveAveragePooling2d = adaptivePoolingLayer({
  name: 'AdaptiveAveragePooling2D',
  summary: 'Takes the average of windows so large that the output has a given size.',
  rank: 2,
  affine: true,
});
