/** AdaptiveMaxPooling3D: the greatest value of windows so large that the output has a given size. */
import { adaptivePoolingLayer } from './adaptive-pooling';

export const adaptiveMaxPooling3d = adaptivePoolingLayer({
  name: 'AdaptiveMaxPooling3D',
  summary: 'Takes the greatest value of windows so large that the output has a given size.',
  rank: 3,
});
