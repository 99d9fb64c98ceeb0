/** Subtract: the difference of tensors, element by element. */
import { mergeLayer } from './merge';

export const subtract = mergeLayer({
  name: 'Subtract',
  summary: 'The difference of its inputs, element by element.',
  exactly: 2,
  frameworks: ['keras'],
});
