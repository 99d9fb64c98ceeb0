/** Maximum: the larger one of tensors, element by element. */
import { mergeLayer } from './merge';

export const maximum = mergeLayer({
  name: 'Maximum',
  summary: 'The larger one of its inputs, element by element.',
});
