/** GRU: a recurrent layer with two gates. */
import { type Dim, multiply, type Shape } from '../shape/dim';
import { type ArgSpec, flag, refused } from './args';
import {
  cellPenaltyArgs,
  cellSeedArg,
  cellWeightsArgs,
  cudnnArg,
  furtherRecurrentArgs,
  implementationArg,
  recurrentActivation,
  recurrentLayer,
  sequenceArgs,
  unitsArg,
} from './recurrent';
import { activation } from './words';

export const gru = recurrentLayer({
  name: 'GRU',
  summary: 'Walks along a sequence; gates decide how much of the state is kept.',
  gates: 3,
  states: 1,
  args: {
    units: unitsArg(),
    activation: activation({ default: 'tanh' }),
    ...recurrentActivation(),
    ...cellWeightsArgs(),
    ...cellPenaltyArgs(),
    ...cellSeedArg(),
    ...sequenceArgs(),
    resetAfter: resetAfter(),
    ...cudnnArg(),
    ...implementationArg(),
    ...furtherRecurrentArgs(),
  },
  biasShape: ({ units, resetAfter: separate }) => gruBias(units, separate === true),
});

/** With `reset_after` the input and the state have a bias each. */
export function gruBias(units: Dim, separate: boolean): Shape {
  return separate ? [2, multiply(3, units)] : [multiply(3, units)];
}

/** True by default in Keras; TensorFlow.js refuses it. */
export function resetAfter(): ArgSpec<boolean> {
  const any = flag({ default: true, defaultInTfjs: false, doc: 'Apply the reset gate after the product' });
  return {
    ...any,
    read: (plain, target) => {
      const reading = any.read(plain, target);
      const wanted = reading.kind === 'value' && reading.value && target.framework === 'tfjs';
      return wanted ? refused('cannot be true in TensorFlow.js') : reading;
    },
  };
}
