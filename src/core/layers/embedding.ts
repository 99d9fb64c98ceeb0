/** Embedding: a table with a vector for each whole number. */
import { compatible, type Dim, formatShape, type Shape } from '../shape/dim';
import { type ArgSpec, flag, inert, refused, show, size, unknownReading, value } from './args';
import { defineLayer, type Refusal } from './definition';
import { loraArgs, loraRefusals, withLora } from './lora';
import { type Plain, PlainObject, PlainUnknown } from './plain';
import { constraint, initializer, regularizer } from './words';

export const embedding = defineLayer({
  name: 'Embedding',
  summary: 'Replaces each whole number by a vector that is learned.',
  masking: {
    given: ({ maskZero }, _, { inputs: [input], operation }) =>
      maskZero ? [operation('NotEqual', [input!], input!.shape!)] : [],
  },
  args: {
    inputDim: size({ strict: true, doc: 'How many numbers there are: the largest plus one' }),
    outputDim: size({ strict: true, doc: 'Size of the vectors' }),
    embeddingsInitializer: initializer('uniform', { doc: 'Start values of the vectors' }),
    embeddingsRegularizer: regularizer({ doc: 'Penalty on the vectors' }),
    activityRegularizer: regularizer({ frameworks: ['tfjs'], doc: 'Penalty on the output' }),
    embeddingsConstraint: constraint({ doc: 'Constraint on the vectors' }),
    maskZero: flag({ default: false, doc: 'Mark the number 0 to be skipped' }),
    weights: startWeights(),
    ...loraArgs(),
    quantizationConfig: inert({ frameworks: ['keras'], since: [3, 13], doc: 'How the weights are quantized' }),
    inputLength: inputLength(),
  },
  refuses: ({ inputLength: lengths, loraRank, embeddingsConstraint }, input, { framework }): Refusal[] => {
    if (framework === 'keras') return loraRefusals('Embedding', { loraRank }, embeddingsConstraint);
    if (lengths === null) return [];
    const steps = input.slice(1);
    if (
      lengths.length === steps.length &&
      lengths.every((length, i) => length === null || compatible(length, steps[i]!))
    )
      return [];
    return [
      {
        rule: 'invalid-argument',
        arg: 'inputLength',
        message: `Embedding: inputLength is ${formatShape(lengths)}, but the input is ${formatShape(input)}`,
      },
    ];
  },
  output: ({ outputDim, inputLength: lengths }, input, { framework }) => {
    const steps: Shape =
      framework === 'tfjs' && lengths ? lengths.map((length, i) => length ?? input[i + 1]!) : input.slice(1);
    return [...input.slice(0, 1), ...steps, outputDim];
  },
  weights: ({ inputDim, outputDim, loraRank }) =>
    withLora([{ name: 'embeddings', shape: [inputDim, outputDim], trainable: true }], { loraRank }, 'embeddings'),
});

/** An array or tensor, also in a list; TensorFlow.js takes what counts as false for none. */
function startWeights(): ArgSpec<Plain> {
  const spec = inert({ doc: 'The vectors themselves' });
  const isTensor = (plain: Plain): boolean => plain instanceof PlainObject || plain instanceof PlainUnknown;
  return {
    ...spec,
    read: (plain, target) => {
      const isNone =
        plain === null || (target.framework === 'tfjs' && (plain === 0 || plain === false || plain === ''));
      if (isNone || isTensor(plain)) return spec.read(plain, target);
      const [first = null, ...others] = Array.isArray(plain) ? (plain as readonly Plain[]) : [];
      const fits = isTensor(first) && others.length === 0;
      return fits ? value(plain) : refused(`must be an array, or a list of one, not ${show(plain)}`);
    },
  };
}

/** The length of the sequences: kept and ignored by Keras 3, checked by TensorFlow.js. */
function inputLength(): ArgSpec<readonly Dim[] | null> {
  const lengthOf = (plain: Plain): Dim => (typeof plain === 'number' ? plain : null);
  return {
    doc: 'Length of the sequences',
    default: null,
    namedOnly: true,
    takes: 'whole number, or a list of them',
    whenUnknown: () => null,
    schema: { anyOf: [{ type: ['integer', 'null'] }, { type: 'array', items: { type: ['integer', 'null'] } }] },
    read: (plain, { framework }) => {
      if (plain instanceof PlainUnknown) return unknownReading(plain);
      if (framework === 'tfjs' && (typeof plain === 'string' || typeof plain === 'boolean'))
        return refused(`must be a whole number, not ${show(plain)}`);
      if (Array.isArray(plain)) return value((plain as readonly Plain[]).map(lengthOf));
      return value(typeof plain === 'number' ? [plain] : null);
    },
  };
}
