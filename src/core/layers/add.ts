/** Add: the sum of tensors, element by element. */
import { mergeLayer } from './merge';

export const add = mergeLayer({
  name: 'Add',
  summary: 'The sum of its inputs, element by element.',
});
