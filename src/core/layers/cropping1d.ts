/** Cropping1D: the ends of a sequence cut off. */
import { croppingLayer } from './cropping';

export const cropping1d = croppingLayer({
  name: 'Cropping1D',
  summary: 'Cuts off both ends of a sequence.',
  rank: 1,
  frameworks: ['keras'],
});
