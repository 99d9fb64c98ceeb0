/** UnitNormalization: each vector along an axis brought to length 1. */
import { axes, missingAxisRefusals } from './axes';
import { defineLayer } from './definition';
import { keepsMask } from './masks';

export const unitNormalization = defineLayer({
  name: 'UnitNormalization',
  summary: 'Divides the values along an axis by their length.',
  masking: keepsMask,
  args: { axis: axes({ default: -1, doc: 'The axes along which the length is taken' }) },
  frameworks: ['keras'],
  elementwise: true,
  refuses: ({ axis }, input) => missingAxisRefusals('UnitNormalization', axis ?? [], input),
  output: (_, input) => [...input],
});
