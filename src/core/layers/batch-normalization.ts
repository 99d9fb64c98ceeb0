/** BatchNormalization: each channel brought to mean 0 and variance 1, then scaled and shifted by learned numbers. */
import { formatShape, type Shape } from '../shape/dim';
import { type ArgSpec, amount, flag, inert, refused, show, unknownReading, value } from './args';
import { missingAxisRefusals, resolveAxis } from './axes';
import { defineLayer, type Refusal, type Weight } from './definition';
import { usesMask } from './masks';
import { type Plain, PlainFloat, PlainUnknown } from './plain';
import { constraint, initializer, regularizer } from './words';

export const batchNormalization = defineLayer({
  name: 'BatchNormalization',
  summary: 'Brings each channel to mean 0 and variance 1 over the batch, then scales and shifts it.',
  masking: usesMask,
  affine: true,
  args: {
    axis: channelAxisArg(),
    momentum: amount({ default: 0.99, doc: 'How slowly the moving averages follow' }),
    epsilon: amount({ default: 0.001, doc: 'Added to the variance' }),
    center: flag({ default: true, doc: 'Learn a shift (beta)' }),
    scale: flag({ default: true, doc: 'Learn a scale (gamma)' }),
    betaInitializer: initializer('zeros', { doc: 'Start values of the shift' }),
    gammaInitializer: initializer('ones', { doc: 'Start values of the scale' }),
    movingMeanInitializer: initializer('zeros', { doc: 'Start values of the moving mean' }),
    movingVarianceInitializer: initializer('ones', { doc: 'Start values of the moving variance' }),
    betaRegularizer: regularizer({ doc: 'Penalty on the shift' }),
    gammaRegularizer: regularizer({ doc: 'Penalty on the scale' }),
    betaConstraint: constraint({ doc: 'Constraint on the shift' }),
    gammaConstraint: constraint({ doc: 'Constraint on the scale' }),
    renorm: flag({
      default: false,
      frameworks: ['keras'],
      since: [3, 14],
      doc: 'Correct the batch by the moving averages',
    }),
    renormClipping: inert({ frameworks: ['keras'], since: [3, 14], doc: 'Limits of that correction' }),
    renormMomentum: amount({
      default: 0.99,
      unchecked: true,
      frameworks: ['keras'],
      since: [3, 14],
      doc: 'How slowly the averages of the correction follow',
    }),
    synchronized: flag({ default: false, frameworks: ['keras'], doc: 'Take the statistics over all replicas' }),
  },
  refuses: ({ axis }, input): Refusal[] => normalizedAxisRefusals('BatchNormalization', [axis], input),
  output: (_, input) => [...input],
  // Keras counts the moving mean and variance as parameters but does not train them.
  weights: ({ axis, center, scale, renorm }, input) => {
    const shape = [input[resolveAxis(axis, input.length)!]!];
    const moving = [
      'moving_mean',
      'moving_variance',
      ...(renorm ? ['moving_stddev', 'renorm_mean', 'renorm_stddev'] : []),
    ];
    return [...scaleAndShift(shape, scale, center), ...moving.map((name) => ({ name, shape, trainable: false }))];
  },
});

/** `gamma` and `beta`, where they are wanted. */
export function scaleAndShift(shape: Shape, scale: boolean, center: boolean): Weight[] {
  return [
    ...(scale ? [{ name: 'gamma', shape, trainable: true }] : []),
    ...(center ? [{ name: 'beta', shape, trainable: true }] : []),
  ];
}

/** The weights have the size of the normalized axes, so these must exist and be known. */
export function normalizedAxisRefusals(layer: string, axes: readonly number[], input: Shape): Refusal[] {
  for (const axis of axes) {
    const missing = missingAxisRefusals(layer, [axis], input);
    if (missing.length > 0) return missing;
    if (input[resolveAxis(axis, input.length)!] === null) {
      return [
        {
          rule: 'rank-mismatch',
          arg: null,
          message: `${layer}: the size of axis ${axis} must be known, but is None in ${formatShape(input)}`,
        },
      ];
    }
  }
  return [];
}

/**
 * Keras takes whatever Python's `int` makes a whole number of: 3, 3.7, '3', True. To JavaScript, a list of one number that
 * is not negative names the same element as the number.
 */
function channelAxisArg(): ArgSpec<number> {
  return {
    doc: 'The axis that holds the channels',
    default: -1,
    takes: 'index of an axis',
    schema: { type: 'integer' },
    read: (plain, { framework }) => {
      if (plain instanceof PlainUnknown) return unknownReading(plain);
      const only = framework === 'tfjs' && Array.isArray(plain) && plain.length === 1 ? (plain[0] as Plain) : null;
      if (only instanceof PlainUnknown) return unknownReading(only);
      if (typeof only === 'number' && Number.isInteger(only) && only >= 0) return value(only);
      const number = plain instanceof PlainFloat ? plain.value : plain;
      if (typeof number === 'number' && (framework === 'keras' || Number.isInteger(number)))
        return value(Math.trunc(number));
      if (framework === 'keras' && typeof plain === 'boolean') return value(Number(plain));
      if (framework === 'keras' && typeof plain === 'string' && /^\s*[+-]?\d+\s*$/.test(plain))
        return value(Number(plain));
      return refused(`must be a whole number, not ${show(plain)}`);
    },
  };
}
