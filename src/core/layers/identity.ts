/** Identity: the input as it is. */
import { defineLayer } from './definition';
import { keepsMask } from './masks';

export const identity = defineLayer({
  name: 'Identity',
  summary: 'Passes its input on unchanged.',
  masking: keepsMask,
  affine: true,
  dtype: 'kept',
  args: {},
  frameworks: ['keras'],
  elementwise: true,
  output: (_, input) => [...input],
});
