/** Multiply: the product of tensors, element by element. */
import { mergeLayer } from './merge';

export const multiply = mergeLayer({
  name: 'Multiply',
  summary: 'The product of its inputs, element by element.',
});
