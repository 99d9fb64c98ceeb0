/** GRUCell: one step of GRU. */
import { cellLayer } from './cell';
import { gruBias, resetAfter } from './gru';
import {
  cellPenaltyArgs,
  cellSeedArg,
  cellWeightsArgs,
  gatedWeights,
  type RecurrentValues,
  recurrentActivation,
  unitsArg,
} from './recurrent';
import { activation } from './words';

export const gRUCell = cellLayer({
  name: 'GRUCell',
  summary: 'One step of GRU: gates decide how much of the state is kept.',
  args: {
    units: unitsArg(),
    activation: activation({ default: 'tanh' }),
    ...recurrentActivation(),
    ...cellWeightsArgs(),
    ...cellPenaltyArgs({ withActivity: false }),
    resetAfter: resetAfter(),
    ...cellSeedArg(),
  },
  cell: (values: RecurrentValues & { readonly resetAfter: boolean }) => ({
    states: [values.units],
    output: values.units,
    weights: (features) => gatedWeights(values, features, 3, gruBias(values.units, values.resetAfter)),
  }),
});
