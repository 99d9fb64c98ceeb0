/** SpatialDropout3D: whole channels set to zero in training. */
import { spatialDropoutLayer } from './spatial-dropout';

export const spatialDropout3d = spatialDropoutLayer({
  name: 'SpatialDropout3D',
  summary: 'Sets whole channels to zero in training.',
  rank: 3,
  frameworks: ['keras'],
});
