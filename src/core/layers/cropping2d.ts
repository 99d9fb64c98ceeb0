/** Cropping2D: the ends of height and width cut off. */
import { croppingLayer } from './cropping';

export const cropping2d = croppingLayer({
  name: 'Cropping2D',
  summary: 'Cuts off both ends of height and width.',
  rank: 2,
});
