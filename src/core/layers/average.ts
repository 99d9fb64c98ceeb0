/** Average: the mean of tensors, element by element. */
import { mergeLayer } from './merge';

export const average = mergeLayer({
  name: 'Average',
  summary: 'The mean of its inputs, element by element.',
});
