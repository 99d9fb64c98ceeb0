/** Masking: time steps that hold only one value are marked to be skipped. */
import { inert } from './args';
import { defineLayer } from './definition';

export const masking = defineLayer({
  name: 'Masking',
  summary: 'Marks the time steps in which all numbers are the mask value; later layers skip them.',
  masking: {
    given: (_, __, { inputs: [input], operation }) => {
      const differs = operation('NotEqual', [input!], input!.shape!);
      return [operation('Any', [differs], input!.shape!.slice(0, -1))];
    },
  },
  args: { maskValue: inert({ default: 0, doc: 'The value that marks a step' }) },
  rank: (_, { framework }) => (framework === 'keras' ? { min: 1 } : null),
  elementwise: true,
  output: (_, input) => [...input],
});
