/** UpSampling3D: each element of depth, height and width several times. */
import { upSamplingLayer } from './up-sampling';

export const upSampling3d = upSamplingLayer({
  name: 'UpSampling3D',
  summary: 'Repeats the elements of depth, height and width.',
  rank: 3,
  frameworks: ['keras'],
});
