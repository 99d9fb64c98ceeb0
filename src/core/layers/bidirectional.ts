/** Bidirectional: a recurrent layer that walks along the sequence in both directions. */
import { addCounts } from '../shape/count';
import { multiply, type Shape } from '../shape/dim';
import { axisSize } from '../shape/formula';
import { type ArgSpec, choice, inert, refused, show, value } from './args';
import { defineManyLayer, type Refusal, type Target } from './definition';
import { type InnerLayer, layerArg, optionalLayerArg } from './inner-layer';
import { type Plain, PlainUnknown } from './plain';

export const bidirectional = defineManyLayer({
  name: 'Bidirectional',
  holdsLayers: true,
  summary: 'Walks along a sequence with a recurrent layer in both directions and merges the outputs.',
  args: {
    layer: layerArg({ doc: 'The recurrent layer' }),
    mergeMode: {
      ...choice(['concat', 'sum', 'mul', 'ave'], {
        default: 'concat',
        optional: true,
        doc: 'How the outputs of both directions are merged; None gives both',
      }),
      nullCounts: true,
    },
    weights: startWeights(),
    backwardLayer: optionalLayerArg({
      doc: 'The layer of the other direction, where it is another',
      frameworks: ['keras'],
    }),
  },
  calledWith: ['sequences', 'initialState'],
  grouped: ({ layer, mergeMode }) => {
    const [output, ...states] = layer.definition?.grouped?.(layer.values as never) ?? [];
    if (output === undefined) return null;
    return [...(mergeMode === null ? [output, output] : [output]), ...states, ...states];
  },
  masking: {
    taken: true,
    given: ({ layer, mergeMode }, [mask]) => {
      if (!mask || !layer.values?.returnSequences) return [];
      return mergeMode === null ? [mask, mask] : [mask];
    },
  },
  refuses: ({ layer, backwardLayer }, inputs, target): Refusal[] => {
    const refuse = (arg: string, message: string): Refusal[] => [
      { rule: 'invalid-argument', arg, message: `Bidirectional: ${message}` },
    ];
    // TensorFlow.js doubles any layer, save for one that holds a cell.
    if (target.framework === 'tfjs' ? layer.className === 'RNN' : !isRecurrent(layer))
      return refuse('layer', `takes a recurrent layer, but gets a ${layer.className}`);
    if (backwardLayer !== null) {
      if (!isRecurrent(backwardLayer))
        return refuse('backwardLayer', `takes a recurrent layer, but gets a ${backwardLayer.className}`);
      const wrong = mismatch(layer, backwardLayer);
      if (wrong) return refuse('backwardLayer', wrong);
    } else if (layer.values?.goBackwards && target.framework === 'keras') {
      return refuse('layer', 'the layer must not go backwards itself');
    }
    const given = target.framework === 'tfjs' ? halvesOf(inputs) : null;
    if (given?.odd) return refuse('layer', 'takes initial states in pairs, one for each direction');
    const [forward, backward] = given
      ? ([layer.infer(given.forward, target), layer.infer(given.backward, target)] as const)
      : directions(layer, backwardLayer, target, [inputs[0] ?? []]);
    for (const inference of [forward, backward]) if ('refusals' in inference) return [...inference.refusals];
    return [];
  },
  unknown: ({ layer, backwardLayer }, inputs, target) => {
    const unclear = directions(layer, backwardLayer, target, [inputs[0]!]).find((inference) => 'unknown' in inference);
    return unclear && 'unknown' in unclear ? unclear.unknown : null;
  },
  outputs: ({ layer, mergeMode }, inputs, target) => {
    const inference = layer.infer([inputs[0]!], target);
    if (!('outputs' in inference)) return [];
    const [output, ...states] = inference.outputs;
    const all = [...states, ...states];
    if (mergeMode === null) return [output!, output!, ...all];
    if (mergeMode !== 'concat') return [output!, ...all];
    return [[...output!.slice(0, -1), multiply(2, axisSize(output!.at(-1)!))], ...all];
  },
  weights: ({ layer, backwardLayer }, inputs, target) =>
    directions(layer, backwardLayer, target, [inputs[0]!]).flatMap((inference) =>
      'outputs' in inference ? inference.weights : [],
    ),
  macs: ({ layer, backwardLayer }, inputs, _, target) => {
    const [forward, backward] = directions(layer, backwardLayer, target, [inputs[0]!]);
    return 'outputs' in forward! && 'outputs' in backward! ? addCounts(forward.macs, backward.macs) : null;
  },
});

/** Keras halves it; TensorFlow.js knows the arg only to refuse it. */
function startWeights(): ArgSpec<Plain> {
  const spec = inert({ doc: 'Start values of the weights' });
  return {
    ...spec,
    read: (plain, target) => {
      if (!plain || plain instanceof PlainUnknown) return spec.read(plain, target);
      if (target.framework === 'tfjs') return refused('cannot be given in TensorFlow.js');
      return typeof plain === 'number' || plain === true
        ? refused(`must be a list of arrays, not ${show(plain)}`)
        : value(plain);
    },
  };
}

/** What each direction is called with: the sequences and half of the initial states. Keras looks at the states only when it runs. */
function halvesOf([sequences = [], ...states]: readonly Shape[]) {
  const half = states.length / 2;
  const [forward, backward] = [states.slice(0, half), states.slice(half)];
  return { odd: states.length % 2 > 0, forward: [sequences, ...forward], backward: [sequences, ...backward] };
}

function directions(
  layer: InnerLayer,
  other: InnerLayer | null,
  target: Target,
  inputs: Parameters<InnerLayer['infer']>[0],
) {
  return [layer.infer(inputs, target), (other ?? layer).infer(inputs, target)] as const;
}

function isRecurrent({ definition }: InnerLayer): boolean {
  return definition !== null && 'goBackwards' in definition.args;
}

/** What the two layers must agree on, and the one thing in which they must differ. */
function mismatch(forward: InnerLayer, backward: InnerLayer): string | null {
  if (forward.values!.goBackwards === backward.values!.goBackwards)
    return 'the two layers must go in different directions (go_backwards)';
  for (const [arg, written] of [
    ['stateful', 'stateful'],
    ['returnSequences', 'return_sequences'],
    ['returnState', 'return_state'],
  ] as const) {
    const [one, two] = [forward.values![arg] as boolean, backward.values![arg] as boolean];
    if (one !== two) return `${written} is ${show(one)} for the forward layer, but ${show(two)} for the backward layer`;
  }
  return null;
}
