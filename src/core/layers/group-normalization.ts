/** GroupNormalization: groups of channels of each sample brought to mean 0 and variance 1. */
import { type Dim, formatShape, isKnown } from '../shape/dim';
import { type ArgSpec, amount, flag, refused, show, size } from './args';
import { axis as axisArg, resolveAxis } from './axes';
import { normalizedAxisRefusals, scaleAndShift } from './batch-normalization';
import { defineLayer, type Refusal } from './definition';
import { keepsMask } from './masks';
import { constraint, initializer, regularizer } from './words';

export const groupNormalization = defineLayer({
  name: 'GroupNormalization',
  summary: 'Brings groups of channels of each sample to mean 0 and variance 1, then scales and shifts them.',
  masking: keepsMask,
  args: {
    groups: groupsArg(),
    axis: axisArg({ default: -1, doc: 'The axis that holds the channels' }),
    epsilon: amount({ default: 0.001, doc: 'Added to the variance', unchecked: true }),
    center: flag({ default: true, doc: 'Learn a shift (beta)' }),
    scale: flag({ default: true, doc: 'Learn a scale (gamma)' }),
    betaInitializer: initializer('zeros', { doc: 'Start values of the shift' }),
    gammaInitializer: initializer('ones', { doc: 'Start values of the scale' }),
    betaRegularizer: regularizer({ doc: 'Penalty on the shift' }),
    gammaRegularizer: regularizer({ doc: 'Penalty on the scale' }),
    betaConstraint: constraint({ doc: 'Constraint on the shift' }),
    gammaConstraint: constraint({ doc: 'Constraint on the scale' }),
  },
  frameworks: ['keras'],
  refuses: ({ axis, groups }, input): Refusal[] => {
    const wrongAxis = normalizedAxisRefusals('GroupNormalization', [axis], input);
    if (wrongAxis.length > 0) return wrongAxis;
    const channels = input[resolveAxis(axis, input.length)!]!;
    if (!isKnown(channels) || !isKnown(groups) || groups === -1) return [];
    if (channels >= groups && channels % groups === 0) return [];
    return [
      {
        rule: 'invalid-argument',
        arg: 'groups',
        message: `GroupNormalization: ${groups} groups do not divide ${channels} channels of ${formatShape(input)}`,
      },
    ];
  },
  output: (_, input) => [...input],
  weights: ({ axis, center, scale }, input) => scaleAndShift([input[resolveAxis(axis, input.length)!]!], scale, center),
});

/** A number of groups, or -1 for as many as there are channels. */
function groupsArg(): ArgSpec<Dim> {
  const any = size({ default: 32, min: -1, doc: 'Number of groups; -1 for one for each channel' });
  return {
    ...any,
    read: (plain, target) =>
      plain === 0 || plain === false
        ? refused(`must be at least 1, or -1, not ${show(plain)}`)
        : any.read(plain, target),
  };
}
