/** UpSampling2D: each element of height and width several times. */
import { upSamplingLayer } from './up-sampling';

export const upSampling2d = upSamplingLayer({
  name: 'UpSampling2D',
  summary: 'Repeats the elements of height and width.',
  rank: 2,
});
