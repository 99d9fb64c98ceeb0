/** rank-mismatch: a layer is given a tensor with another number of axes, or without a size that it needs. */
import type { Application, Layer, Tensor } from '../graph/graph';
import type { Target } from '../layers/definition';
import { isKnown, type Shape } from '../shape/dim';
import { shapeChain } from './chain';
import { fixOf, insertBefore, setArg, shapeValue } from './change';
import { refusedApplications } from './refused';
import { defineRule, type FixCandidate } from './rule';

export const rankMismatch = defineRule({
  name: 'rank-mismatch',
  severity: 'error',
  summary: 'A layer gets a tensor with a number of axes that it does not take.',
  why: `A layer is made for tensors of a certain rank. The batch counts as an axis:

| layer | axes |
| --- | --- |
| \`Conv1D\`, \`LSTM\`, \`GRU\` | 3: batch, steps, features |
| \`Conv2D\`, \`MaxPooling2D\` | 4: batch, height, width, channels |
| \`Dense\` | 2 or more; only the last one is changed |

Keras says *expected ndim=4, found ndim=3* or *expected min_ndim=…*. The usual causes are grey images without a channel axis,
a recurrent layer that hands on only its last step (\`return_sequences=True\` keeps all), and \`Flatten\` in the wrong place.
A \`Flatten\` over an axis of size \`None\` gives \`None\`, and \`Dense\` cannot be built on that; \`GlobalAveragePooling2D\` can.`,
  examples: [
    {
      languageId: 'python',
      bad: `from keras import Sequential, layers
model = Sequential([layers.Input((28, 28)), layers.Conv2D(8, 3), layers.Flatten(), layers.Dense(10)])
`,
      good: `from keras import Sequential, layers
model = Sequential([layers.Input((28, 28, 1)), layers.Conv2D(8, 3), layers.Flatten(), layers.Dense(10)])
`,
    },
    {
      languageId: 'python',
      bad: `from keras import Sequential, layers
model = Sequential([layers.Input((20, 4)), layers.LSTM(32), layers.LSTM(32), layers.Dense(1)])
`,
      good: `from keras import Sequential, layers
model = Sequential([layers.Input((20, 4)), layers.LSTM(32, return_sequences=True), layers.LSTM(32), layers.Dense(1)])
`,
    },
  ],
  check: (graph, target) =>
    refusedApplications(graph, 'rank-mismatch').map(([application, { span, message }]) => ({
      span,
      message,
      related: shapeChain(application.inputs[0]),
      fixes: fixes(application, target),
    })),
});

/** Ways that may give the layer the axes it wants. Which of them do is found out by analysing again. */
function fixes(application: Application, target: Target): FixCandidate[] {
  const [input] = application.inputs;
  if (!input?.shape) return [];
  return [
    ...keepSequence(input, target),
    ...addChannelAxis(input, input.shape, target),
    ...dropBatchAxis(input, input.shape, target),
    ...poolAwayOpenSizes(application, input.shape, target),
    ...reshapeBefore(application, input.shape),
    ...fixOf('Flatten the input first', [insertBefore(application.site, 'Flatten')]),
  ];
}

/** A layer before gives only its last step, and nothing since then has changed its shape. */
function keepSequence(input: Tensor, target: Target): FixCandidate[] {
  let { producer } = input;
  while (producer && !producer.layer.args.has('returnSequences') && producer.layer.definition?.elementwise) {
    producer = producer.inputs[0]?.producer ?? null;
  }
  if (producer?.layer.args.get('returnSequences')?.value !== false) return [];
  const edit = setArg(producer.layer, 'returnSequences', { kind: 'boolean', value: true }, target);
  return fixOf('Hand on every step of the sequence', [edit], { preferred: true, group: 'axes' });
}

/** `(28, 28)` of an input becomes `(28, 28, 1)`. */
function addChannelAxis(input: Tensor, shape: Shape, target: Target): FixCandidate[] {
  const value = shapeValue([...shape.slice(1), 1]);
  return fixOf('Add a channel axis to the input', [value && changeInput(input, value, target)], { preferred: true });
}

/** `(60000, 28, 28, 1)` of an input becomes `(28, 28, 1)`. */
function dropBatchAxis(input: Tensor, shape: Shape, target: Target): FixCandidate[] {
  const value = shape.length > 2 ? shapeValue(shape.slice(2)) : null;
  return fixOf('Take the batch axis out of the input shape', [value && changeInput(input, value, target)]);
}

/** Only where the shape stands right at the layer that takes the data in. */
function changeInput({ producer }: Tensor, value: NonNullable<ReturnType<typeof shapeValue>>, target: Target) {
  if (!producer || producer.inputs.length > 0) return null;
  const { layer } = producer;
  return layer.args.get('shape')?.source ? setArg(layer, 'shape', value, target) : changeInputShapeArg(layer, value);
}

function changeInputShapeArg({ inputShapeArg }: Layer, value: NonNullable<ReturnType<typeof shapeValue>>) {
  return inputShapeArg?.source ? ({ kind: 'replace-value', target: inputShapeArg.source.value, value } as const) : null;
}

/** Flatten makes None of axes that are open; the mean over them has a size. */
function poolAwayOpenSizes({ inputs, layer }: Application, shape: Shape, _target: Target): FixCandidate[] {
  const [before] = inputs[0]?.producer?.inputs ?? [];
  const rank = before?.shape?.length ?? 0;
  if (shape.at(-1) !== null || shape.length !== 2 || rank < 3 || rank > 5 || layer.definition?.linear !== true)
    return [];
  const flatten = inputs[0]!.producer!;
  const edit = insertBefore(flatten.site, `GlobalAveragePooling${rank - 2}D`);
  return fixOf('Average over the open axes first', [edit], { preferred: true });
}

/** One axis more of size 1, a square image from a row of pixels, or one axis less. */
function reshapeBefore({ site }: Application, shape: Shape): FixCandidate[] {
  const sizes = shape.slice(1);
  const fix = (title: string, target: Shape): FixCandidate[] => {
    const value = shapeValue(target);
    return fixOf(title, [value && insertBefore(site, 'Reshape', { targetShape: value })], { group: 'axes' });
  };
  if (!sizes.every(isKnown)) return [];
  const [first, ...rest] = sizes as readonly number[];
  const side = sizes.length === 1 ? Math.sqrt(first!) : Number.NaN;
  return [
    ...(Number.isInteger(side) && side > 1
      ? fix('Reshape the row of pixels into an image first', [side, side, 1])
      : []),
    ...fix('Add an axis of size 1 first', [...sizes, 1]),
    ...(sizes.length === 3
      ? fix('Reshape the image into a sequence first', [first! * (rest[0] as number), rest[1] as number])
      : []),
  ];
}
