/** PReLU: a slope for negative numbers that is learned, one for each place unless axes share it. */
import { formatShape, type Shape } from '../shape/dim';
import type { ArgSpec } from './args';
import { axes } from './axes';
import { defineLayer, type Refusal, type Target } from './definition';
import { keepsMask } from './masks';
import type { Plain } from './plain';
import { constraint, initializer, regularizer } from './words';

export const pReLU = defineLayer({
  name: 'PReLU',
  summary: 'Multiplies negative values by slopes that are learned.',
  masking: keepsMask,
  args: {
    alphaInitializer: initializer('Zeros', { doc: 'Start values of the slopes' }),
    alphaRegularizer: regularizer({ doc: 'Penalty on the slopes' }),
    alphaConstraint: constraint({ doc: 'Constraint on the slopes' }),
    sharedAxes: sharedAxesArg(),
  },
  elementwise: true,
  refuses: ({ sharedAxes }, input, target): Refusal[] => {
    const missing = (sharedAxes ?? []).find((axis) => sharedIndex(axis, input, target) === 'missing');
    if (missing !== undefined) {
      return [
        {
          rule: 'invalid-argument',
          arg: 'sharedAxes',
          message: `PReLU: there is no axis ${missing} in ${formatShape(input)}`,
        },
      ];
    }
    if (!slopes(sharedAxes, input, target).includes(null)) return [];
    return [
      {
        rule: 'rank-mismatch',
        arg: null,
        message: `PReLU: all sizes must be known where no axis is shared, but the input is ${formatShape(input)}`,
      },
    ];
  },
  output: (_, input) => [...input],
  weights: ({ sharedAxes }, input, target) => [
    { name: 'alpha', shape: slopes(sharedAxes, input, target), trainable: true },
  ],
});

/** In TensorFlow.js a fraction names nothing. */
function sharedAxesArg(): ArgSpec<readonly number[] | null> {
  const spec = axes({ default: null, optional: true, doc: 'Axes along which all places share one slope' });
  const isFraction = (plain: Plain): boolean => typeof plain === 'number' && !Number.isInteger(plain);
  return {
    ...spec,
    read: (plain, target) => {
      if (target.framework === 'keras') return spec.read(plain, target);
      if (Array.isArray(plain))
        return spec.read(
          (plain as readonly Plain[]).filter((item) => !isFraction(item)),
          target,
        );
      return spec.read(isFraction(plain) ? null : plain, target);
    },
  };
}

function slopes(sharedAxes: readonly number[] | null, input: Shape, target: Target): Shape {
  const shared = new Set((sharedAxes ?? []).map((axis) => sharedIndex(axis, input, target)));
  return input.slice(1).map((dim, i) => (shared.has(i) ? 1 : dim));
}

/**
 * Axis 1 is the first after the batch. In Keras 0 and negative ones count from the end of the shape without batch, as
 * Python lists do; in TensorFlow.js they name nothing.
 */
function sharedIndex(axis: number, input: Shape, target: Target): number | 'missing' | 'nothing' {
  const [index, count] = [axis - 1, Math.max(input.length - 1, 0)];
  if (index >= count) return 'missing';
  if (index >= 0) return index;
  if (target.framework === 'tfjs') return 'nothing';
  return index + count < 0 ? 'missing' : index + count;
}
