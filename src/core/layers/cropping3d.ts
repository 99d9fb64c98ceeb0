/** Cropping3D: the ends of depth, height and width cut off. */
import { croppingLayer } from './cropping';

export const cropping3d = croppingLayer({
  name: 'Cropping3D',
  summary: 'Cuts off both ends of depth, height and width.',
  rank: 3,
  frameworks: ['keras'],
});
