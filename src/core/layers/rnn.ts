/** RNN: a cell that walks along a sequence. */
import type { Dim, Shape } from '../shape/dim';
import { formatShape } from '../shape/dim';
import { flag } from './args';
import { type Cell, cellArg } from './cell';
import { defineManyLayer, type Refusal, type Target } from './definition';
import { masksSequences } from './masks';
import { sequenceOutputs, stateRefusals } from './recurrent';

export const rNN = defineManyLayer({
  name: 'RNN',
  holdsLayers: 'keras',
  summary: 'Walks along a sequence with a cell, or with a stack of them.',
  args: {
    cell: cellArg(),
    returnSequences: flag({ default: false, doc: 'Give the output of every step' }),
    returnState: flag({ default: false, doc: 'Give the last state as well' }),
    goBackwards: flag({ default: false, doc: 'Walk from the end to the start' }),
    stateful: flag({ default: false, doc: 'Go on from the last state of the batch before' }),
    unroll: flag({ default: false, doc: 'Compute without a loop' }),
    zeroOutputForMask: flag({ default: false, frameworks: ['keras'], doc: 'Give zeros for steps that are masked' }),
  },
  calledWith: ['sequences', 'initialState'],
  masking: masksSequences,
  grouped: ({ cell, returnState }) =>
    returnState ? [null, ...cell.states.map((state) => (isList(state) ? state.length : null))] : null,
  refuses: ({ cell, stateful }, inputs, target): Refusal[] => {
    const { framework } = target;
    const refuse = (rule: string, arg: string | null, message: string): Refusal[] => [
      { rule, arg, message: `RNN: ${message}` },
    ];
    const [input] = inputs;
    if (!input || input.length < 3 || (framework === 'tfjs' && input.length > 3))
      return refuse(
        'rank-mismatch',
        null,
        `takes an input with at least 3 axes (batch, steps, features) but gets ${input ? formatShape(input) : 'none'}`,
      );
    const states = cell.states.flat().length;
    if (inputs.length !== 1 && inputs.length !== 1 + states)
      return refuse('invalid-argument', null, `takes ${states} initial states, but gets ${inputs.length - 1}`);
    if (input.at(-1) === null)
      return refuse(
        'rank-mismatch',
        null,
        `the number of features must be known, but is None in ${formatShape(input)}`,
      );
    return stateful && input[0] === null
      ? refuse('invalid-argument', 'stateful', 'a stateful layer needs a known batch size, but it is None')
      : stateRefusals('RNN', statesOf(cell, target), inputs, target);
  },
  outputs: ({ cell, ...values }, [input], target) =>
    sequenceOutputs(
      values,
      input!,
      [cell.output],
      statesOf(cell, target).map((size): Shape => [size]),
    ),
  weights: ({ cell }, [input], target) => weightsOf(cell, input!, target),
});

/** TensorFlow.js begins with the states of the last cell. */
function statesOf(cell: Cell, { framework }: Target): Dim[] {
  return (framework === 'tfjs' ? [...cell.states].reverse() : cell.states).flat();
}

function weightsOf(cell: Cell, input: Shape, target: Target) {
  return cell.weights(input.at(-1)!, target);
}

function isList(state: Dim | readonly Dim[]): state is readonly Dim[] {
  return Array.isArray(state);
}
