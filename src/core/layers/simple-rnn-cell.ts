/** SimpleRNNCell: one step of SimpleRNN. */
import { cellLayer } from './cell';
import {
  cellPenaltyArgs,
  cellSeedArg,
  cellWeightsArgs,
  gatedWeights,
  type RecurrentValues,
  unitsArg,
} from './recurrent';
import { activation } from './words';

export const simpleRNNCell = cellLayer({
  name: 'SimpleRNNCell',
  summary: 'One step of SimpleRNN: the output goes into the next step.',
  args: {
    units: unitsArg(),
    activation: activation({ default: 'tanh' }),
    ...cellWeightsArgs(),
    ...cellPenaltyArgs({ withActivity: false }),
    ...cellSeedArg(),
  },
  cell: (values: RecurrentValues) => ({
    states: [values.units],
    output: values.units,
    weights: (features) => gatedWeights(values, features, 1),
  }),
});
