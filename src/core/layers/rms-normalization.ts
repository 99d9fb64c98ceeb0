/** RMSNormalization: each sample divided by its root mean square over some axes, then scaled. */
import { amount } from './args';
import { axes, resolveAxis } from './axes';
import { normalizedAxisRefusals } from './batch-normalization';
import { defineLayer } from './definition';

export const rMSNormalization = defineLayer({
  name: 'RMSNormalization',
  summary: 'Divides each sample by its root mean square over some axes, then scales it.',
  frameworks: ['keras'],
  args: {
    axis: axes({ default: -1, doc: 'The axes over which the mean is taken' }),
    epsilon: amount({ default: 1e-6, doc: 'Added to the mean', unchecked: true }),
  },
  refuses: ({ axis }, input) => normalizedAxisRefusals('RMSNormalization', axis ?? [], input),
  output: (_, input) => [...input],
  weights: ({ axis }, input) => {
    // Sorted as they are written, negative ones before the others.
    const sorted = [...(axis ?? [])].sort((a, b) => a - b);
    return [
      { name: 'scale', shape: sorted.map((index) => input[resolveAxis(index, input.length)!]!), trainable: true },
    ];
  },
});
