/** Minimum: the smaller one of tensors, element by element. */
import { mergeLayer } from './merge';

export const minimum = mergeLayer({
  name: 'Minimum',
  summary: 'The smaller one of its inputs, element by element.',
});
