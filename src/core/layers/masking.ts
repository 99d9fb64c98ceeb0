/** Masking: time steps that hold only one value are marked to be skipped. */
import { inert } from './args';
import { defineLayer } from './definition';

export const masking = defineLayer({
  name: 'Masking',
  summary: 'Marks the time steps in which all numbers are the mask value; later layers skip them.',
  args: { maskValue: inert({ default: 0, doc: 'The value that marks a step' }) },
  rank: (_, { framework }) => (framework === 'keras' ? { min: 1 } : null),
  elementwise: true,
  output: (_, input) => [...input],
});
