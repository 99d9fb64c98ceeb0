/** UnitNormalization: each vector along an axis brought to length 1. */
import { axes, resolveAxis } from './axes';
import { defineLayer, type Refusal } from './definition';
import { keepsMask } from './masks';

export const unitNormalization = defineLayer({
  name: 'UnitNormalization',
  summary: 'Divides the values along an axis by their length.',
  masking: keepsMask,
  args: { axis: axes({ default: -1, doc: 'The axes along which the length is taken' }) },
  frameworks: ['keras'],
  elementwise: true,
  refuses: ({ axis }, input): Refusal[] => {
    const missing = (axis ?? []).find((index) => resolveAxis(index, input.length) === null);
    if (missing === undefined) return [];
    return [
      {
        rule: 'invalid-argument',
        arg: 'axis',
        message: `UnitNormalization: there is no axis ${missing} in an input of ${input.length} axes`,
      },
    ];
  },
  output: (_, input) => [...input],
});
