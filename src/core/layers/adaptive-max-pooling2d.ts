/** AdaptiveMaxPooling2D: the greatest value of windows so large that the output has a given size. */
import { adaptivePoolingLayer } from './adaptive-pooling';

export const adaptiveMaxPooling2d = adaptivePoolingLayer({
  name: 'AdaptiveMaxPooling2D',
  summary: 'Takes the greatest value of windows so large that the output has a given size.',
  rank: 2,
});
