/** AdaptiveAveragePooling3D: the average of windows so large that the output has a given size. */
import { adaptivePoolingLayer } from './adaptive-pooling';

export const adaptiveAveragePooling3d = adaptivePoolingLayer({
  name: 'AdaptiveAveragePooling3D',
  summary: 'Takes the average of windows so large that the output has a given size.',
  rank: 3,
  affine: true,
});
