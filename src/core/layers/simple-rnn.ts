/** SimpleRNN: the output of a step goes into the next one. */
import {
  cellPenaltyArgs,
  cellSeedArg,
  cellWeightsArgs,
  furtherRecurrentArgs,
  recurrentLayer,
  sequenceArgs,
  unitsArg,
} from './recurrent';
import { activation } from './words';

export const simpleRNN = recurrentLayer({
  name: 'SimpleRNN',
  summary: 'Walks along a sequence; the output of each step goes into the next.',
  gates: 1,
  states: 1,
  args: {
    units: unitsArg(),
    activation: activation({ default: 'tanh' }),
    ...cellWeightsArgs(),
    ...cellPenaltyArgs({ forgetsActivity: true }),
    ...sequenceArgs(),
    ...cellSeedArg(),
    ...furtherRecurrentArgs(),
  },
});
