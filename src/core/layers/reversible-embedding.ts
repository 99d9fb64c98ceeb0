/** ReversibleEmbedding: a table of vectors, that can be asked the other way round. */
import { flag, inert, refused, size, value } from './args';
import { defineLayer, type Refusal } from './definition';
import { loraArgs, loraRefusals, withLora } from './lora';
import { PlainUnknown } from './plain';
import { constraint, initializer, regularizer } from './words';

export const reversibleEmbedding = defineLayer({
  name: 'ReversibleEmbedding',
  summary: 'Replaces each whole number by a vector that is learned, or vectors by how well each number fits.',
  frameworks: ['keras'],
  args: {
    inputDim: size({ strict: true, doc: 'How many numbers there are: the largest plus one' }),
    outputDim: size({ strict: true, doc: 'Size of the vectors' }),
    tieWeights: flag({ default: true, doc: 'Use the same table in both directions' }),
    embeddingsInitializer: initializer('uniform', { doc: 'Start values of the vectors' }),
    embeddingsRegularizer: regularizer({ doc: 'Penalty on the vectors' }),
    embeddingsConstraint: constraint({ doc: 'Constraint on the vectors' }),
    maskZero: flag({ default: false, doc: 'Mark the number 0 to be skipped' }),
    reverseDtype: inert({ doc: 'Kind of numbers of the other direction' }),
    logitSoftCap: inert({ doc: 'Limit of what the other direction gives' }),
    weights: {
      ...inert({ namedOnly: true, doc: 'Cannot be given: the layer sets them before it can hold them' }),
      read: (plain) =>
        plain === null || plain instanceof PlainUnknown ? value(null) : refused('cannot be given to this layer'),
    },
    inputLength: inert({ namedOnly: true, doc: 'Length of the sequences; taken, but of no effect' }),
    ...loraArgs({ namedOnly: true }),
    quantizationConfig: inert({ namedOnly: true, doc: 'How the weights are quantized' }),
  },
  callFlags: ['reverse'],
  refuses: ({ loraRank, embeddingsConstraint, ...args }, input): Refusal[] => {
    if (isReverse(args) && input.length === 0)
      return [{ rule: 'rank-mismatch', arg: null, message: 'ReversibleEmbedding: takes no tensor without axes' }];
    if (loraRank !== null && loraRank !== 0 && !args.tieWeights) {
      const message = 'ReversibleEmbedding: lora_rank needs tied weights';
      return [{ rule: 'invalid-argument', arg: 'loraRank', message }];
    }
    return loraRefusals('ReversibleEmbedding', { loraRank }, embeddingsConstraint);
  },
  output: ({ inputDim, outputDim, ...args }, input) =>
    isReverse(args) ? [...input.slice(0, -1), inputDim] : [...input, outputDim],
  weights: ({ inputDim, outputDim, tieWeights, loraRank }) => {
    const own = withLora(
      [{ name: 'embeddings', shape: [inputDim, outputDim], trainable: true }],
      { loraRank },
      'embeddings',
    );
    const [table, ...thin] = own;
    const reverse = tieWeights ? [] : [{ name: 'reverse_embeddings', shape: [outputDim, inputDim], trainable: true }];
    return [table!, ...thin, ...reverse];
  },
});

function isReverse(args: Readonly<Record<string, unknown>>): boolean {
  return args.reverse === true;
}
