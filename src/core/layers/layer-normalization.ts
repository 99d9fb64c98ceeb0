/** LayerNormalization: each sample by itself brought to mean 0 and variance 1 over some axes. */
import type { Shape } from '../shape/dim';
import { amount, flag } from './args';
import { axes, resolveAxis } from './axes';
import { normalizedAxisRefusals, scaleAndShift } from './batch-normalization';
import { defineLayer, isBefore, type Refusal } from './definition';
import { keepsMask } from './masks';
import { constraint, initializer, regularizer } from './words';

export const layerNormalization = defineLayer({
  name: 'LayerNormalization',
  summary: 'Brings each sample to mean 0 and variance 1 over some axes, then scales and shifts it.',
  masking: keepsMask,
  args: {
    axis: axes({ default: -1, doc: 'The axes over which mean and variance are taken' }),
    epsilon: amount({ default: 0.001, doc: 'Added to the variance', unchecked: true }),
    center: flag({ default: true, doc: 'Learn a shift (beta)' }),
    scale: flag({ default: true, doc: 'Learn a scale (gamma)' }),
    betaInitializer: initializer('zeros', { doc: 'Start values of the shift' }),
    gammaInitializer: initializer('ones', { doc: 'Start values of the scale' }),
    betaRegularizer: regularizer({ doc: 'Penalty on the shift' }),
    gammaRegularizer: regularizer({ doc: 'Penalty on the scale' }),
    betaConstraint: constraint({ doc: 'Constraint on the shift', frameworks: ['keras'] }),
    gammaConstraint: constraint({ doc: 'Constraint on the scale', frameworks: ['keras'] }),
    rmsScaling: flag({
      default: false,
      namedOnly: true,
      frameworks: ['keras'],
      doc: 'Scale by the variance only (deprecated)',
    }),
  },
  refuses: ({ axis, center, scale, rmsScaling }, input, { framework }): Refusal[] => {
    const listed = axis ?? [];
    const distinct = new Set(listed.map((index) => resolveAxis(index, input.length)));
    if (framework === 'tfjs' && distinct.size < listed.length) {
      return [
        {
          rule: 'invalid-argument',
          arg: 'axis',
          message: `LayerNormalization: an axis is named twice in (${listed.join(', ')})`,
        },
      ];
    }
    const weighted = center || scale || rmsScaling;
    return normalizedAxisRefusals('LayerNormalization', listed, weighted ? input : input.map((dim) => dim ?? 1));
  },
  output: (_, input) => [...input],
  weights: ({ axis, center, scale, rmsScaling }, input, target) => {
    const shape: Shape = ordered(axis ?? [], target.framework === 'keras' && !isBefore(target, [3, 14])).map(
      (index) => input[resolveAxis(index, input.length)!]!,
    );
    return scaleAndShift(shape, scale || rmsScaling, center && !rmsScaling);
  },
});

/** Keras sorts the axes as they are written, negative ones before the others, since 3.14. */
function ordered(axis: readonly number[], sorted: boolean): readonly number[] {
  return sorted ? [...axis].sort((a, b) => a - b) : axis;
}
