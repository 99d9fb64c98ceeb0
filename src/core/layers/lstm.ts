/** LSTM: a recurrent layer that keeps a memory beside its output. */
import { flag } from './args';
import {
  cellPenaltyArgs,
  cellSeedArg,
  cellWeightsArgs,
  cudnnArg,
  forgetBiasRefusals,
  furtherRecurrentArgs,
  implementationArg,
  recurrentActivation,
  recurrentLayer,
  sequenceArgs,
  unitsArg,
} from './recurrent';
import { activation } from './words';

export const lstm = recurrentLayer({
  name: 'LSTM',
  summary: 'Walks along a sequence with a memory that gates write, forget and read.',
  gates: 4,
  states: 2,
  args: {
    units: unitsArg(),
    activation: activation({ default: 'tanh' }),
    ...recurrentActivation(),
    ...cellWeightsArgs(),
    unitForgetBias: flag({ default: true, doc: 'Start the bias of the forget gate at 1' }),
    ...cellPenaltyArgs(),
    ...cellSeedArg(),
    ...sequenceArgs(),
    ...cudnnArg(),
    ...implementationArg(),
    ...furtherRecurrentArgs(),
  },
  refuses: (values, target) => forgetBiasRefusals('LSTM', values, target),
});
