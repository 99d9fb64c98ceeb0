/** Activation: a function applied to every value. */
import { defineLayer } from './definition';
import { keepsMask } from './masks';
import { requiredActivation } from './words';

export const activation = defineLayer({
  name: 'Activation',
  summary: 'Applies a function to its input.',
  masking: keepsMask,
  args: { activation: requiredActivation('The function') },
  elementwise: true,
  output: (_, input) => [...input],
});
