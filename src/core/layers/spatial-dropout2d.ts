/** SpatialDropout2D: whole channels set to zero in training. */
import { spatialDropoutLayer } from './spatial-dropout';

export const spatialDropout2d = spatialDropoutLayer({
  name: 'SpatialDropout2D',
  summary: 'Sets whole channels to zero in training.',
  rank: 2,
  frameworks: ['keras'],
});
