/** LSTMCell: one step of LSTM. */
import { flag } from './args';
import { cellLayer } from './cell';
import {
  cellPenaltyArgs,
  cellSeedArg,
  cellWeightsArgs,
  forgetBiasRefusals,
  gatedWeights,
  type RecurrentValues,
  recurrentActivation,
  unitsArg,
} from './recurrent';
import { activation } from './words';

export const lSTMCell = cellLayer({
  name: 'LSTMCell',
  summary: 'One step of LSTM: a memory that gates write, forget and read.',
  args: {
    units: unitsArg(),
    activation: activation({ default: 'tanh' }),
    ...recurrentActivation(),
    ...cellWeightsArgs(),
    unitForgetBias: flag({ default: true, doc: 'Start the bias of the forget gate at 1' }),
    ...cellPenaltyArgs({ withActivity: false }),
    ...cellSeedArg(),
  },
  refuses: (values, target) => forgetBiasRefusals('LSTMCell', values, target),
  cell: (values: RecurrentValues) => ({
    states: [values.units, values.units],
    output: values.units,
    weights: (features) => gatedWeights(values, features, 4),
  }),
});
