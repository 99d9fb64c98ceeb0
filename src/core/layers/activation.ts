/** Activation: a function applied to every value. */
import { defineLayer } from './definition';
import { requiredActivation } from './words';

export const activation = defineLayer({
  name: 'Activation',
  summary: 'Applies a function to its input.',
  args: { activation: requiredActivation('The function') },
  elementwise: true,
  output: (_, input) => [...input],
});
