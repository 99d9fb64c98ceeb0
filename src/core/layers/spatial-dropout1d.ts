/** SpatialDropout1D: whole channels set to zero in training. */
import { spatialDropoutLayer } from './spatial-dropout';

export const spatialDropout1d = spatialDropoutLayer({
  name: 'SpatialDropout1D',
  summary: 'Sets whole channels to zero in training.',
  rank: 1,
});
