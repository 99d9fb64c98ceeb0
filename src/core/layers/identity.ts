/** Identity: the input as it is. */
import { defineLayer } from './definition';

export const identity = defineLayer({
  name: 'Identity',
  summary: 'Passes its input on unchanged.',
  affine: true,
  dtype: 'kept',
  args: {},
  frameworks: ['keras'],
  elementwise: true,
  output: (_, input) => [...input],
});
