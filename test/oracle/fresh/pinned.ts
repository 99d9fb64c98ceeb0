/** Differences from the frameworks that are known, each with its reason. */
import type { Framework } from '../../support/catalogue';
import type { FreshRow } from './generate';
import type { Verdict } from './judge';

export interface Pinned {
  readonly framework: Framework;
  readonly layers: readonly string[];
  readonly verdicts: readonly Verdict[];
  readonly reason: string;
  readonly matches: (row: FreshRow) => boolean;
}

const pinned: readonly Pinned[] = [
  {
    framework: 'keras',
    layers: ['StringLookup', 'IntegerLookup', 'TextVectorization'],
    verdicts: ['we accept'],
    reason: 'a vocabulary that is a text names a file, and no file is looked for',
    matches: ({ args }) => typeof args.vocabulary === 'string',
  },
  {
    framework: 'keras',
    layers: ['TimeDistributed'],
    verdicts: ['we refuse'],
    reason: 'bug: the rank that a pooling inside takes is not looked at',
    matches: ({ args }) => JSON.stringify(args.layer ?? null).includes('Pooling'),
  },
  {
    framework: 'keras',
    layers: ['MultiHeadAttention'],
    verdicts: ['we refuse'],
    reason: 'bug: an attention axis that does not exist is passed over where the sizes happen to fit',
    matches: ({ args }) => args.attention_axes !== undefined,
  },
  {
    framework: 'keras',
    layers: ['TextVectorization'],
    verdicts: ['we accept'],
    reason: 'a trainable that is no boolean is refused by the layer inside, which is not looked into',
    matches: ({ args }) => args.trainable !== undefined && typeof args.trainable !== 'boolean',
  },
  {
    framework: 'tfjs',
    layers: ['PReLU'],
    verdicts: ['we refuse'],
    reason: 'bug: a share of an axis that does not exist is passed over',
    matches: ({ args }) => args.sharedAxes !== undefined,
  },
  {
    framework: 'tfjs',
    layers: ['Dot'],
    verdicts: ['we refuse'],
    reason: "bug: without axes the batch is taken away by accident, '1' is taken for 1, and no axis need exist",
    matches: ({ args: { axes }, inputs = [] }) =>
      !Number.isInteger(axes) || inputs.some((shape) => (axes as number) >= shape.length),
  },
  {
    framework: 'tfjs',
    layers: ['Concatenate'],
    verdicts: ['we refuse'],
    reason: 'an axis that is a list or true is taken for a number in one place and not in another',
    matches: ({ args }) => args.axis !== undefined && typeof args.axis !== 'number',
  },
  {
    framework: 'tfjs',
    layers: ['InputLayer'],
    verdicts: ['we refuse', 'wrong dtype'],
    reason:
      'nothing is checked: batchShape, the name of tf.input, is passed over, and lists are taken for sizes and dtypes',
    matches: ({ args }) => ['batchShape', 'shape', 'dtype', 'batchSize', 'inputShape'].some((name) => name in args),
  },
  {
    framework: 'tfjs',
    layers: ['Embedding'],
    verdicts: ['we accept'],
    reason: 'only Embedding makes its weights in its own dtype, and fails on one that TensorFlow.js lacks',
    matches: ({ args }) => args.dtype !== undefined,
  },
  {
    framework: 'tfjs',
    layers: ['Conv1D', 'Conv2D', 'Conv3D', 'SeparableConv2D', 'DepthwiseConv2D', 'ConvLSTM2D'],
    verdicts: ['we refuse'],
    reason: 'negative strides are not refused, and make a length where the window is larger than the input',
    matches: ({ args }) => [args.strides].flat().some((stride) => typeof stride === 'number' && stride < 0),
  },
  {
    framework: 'tfjs',
    layers: ['TimeDistributed'],
    verdicts: ['we refuse'],
    reason: 'the rank that the layer inside takes is not looked at',
    matches: ({ args }) => args.layer !== undefined,
  },
  {
    framework: 'tfjs',
    layers: ['LayerNormalization'],
    verdicts: ['we refuse'],
    reason: 'Orthogonal makes a matrix of (1, 3) where (null, 3) is asked for',
    matches: ({ args }) =>
      Object.values(args).some((value) => typeof value === 'string' && /^orthogonal$/i.test(value)),
  },
];

export function isPinned(framework: Framework, layer: string, verdict: Verdict, row: FreshRow): boolean {
  return pinned.some(
    (pin) =>
      pin.framework === framework && pin.layers.includes(layer) && pin.verdicts.includes(verdict) && pin.matches(row),
  );
}

/** Differences of whole models that are known, by what stands in the program that the framework ran. */
export const pinnedModels: readonly { readonly reason: string; readonly matches: (program: string) => boolean }[] = [
  {
    reason:
      'Equalization of Keras 3.15 gives back the tensor that it was given, so that a model with it has a cycle or loses what is before it',
    matches: (program) => program.includes('layers.Equalization('),
  },
  {
    reason:
      'centerCrop of TensorFlow.js writes its size into the shape of its input, which changes the tensors before it',
    matches: (program) => program.includes('tf.layers.centerCrop('),
  },
  {
    reason: 'an RNN of TensorFlow.js with several cells that gives its states cannot be applied twice',
    matches: (program) => /tf\.layers\.rnn\(\{ "cell": \[.*"returnState": true/.test(program),
  },
  {
    reason:
      'separableConv2d of TensorFlow.js does not save its depthMultiplier, so that its model.json is of another model',
    matches: (program) => program.includes('tf.layers.separableConv2d(') && program.includes('"depthMultiplier"'),
  },
];
