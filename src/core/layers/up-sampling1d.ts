/** UpSampling1D: each element of a sequence several times. */
import { upSamplingLayer } from './up-sampling';

export const upSampling1d = upSamplingLayer({
  name: 'UpSampling1D',
  summary: 'Repeats the elements of a sequence.',
  rank: 1,
  frameworks: ['keras'],
});
