/** AdaptiveMaxPooling1D: the greatest value of windows so large that the output has a given size. */
import { adaptivePoolingLayer } from './adaptive-pooling';

export const adaptiveMaxPooling1d = adaptivePoolingLayer({
  name: 'AdaptiveMaxPooling1D',
  summary: 'Takes the greatest value of windows so large that the output has a given size.',
  rank: 1,
});
