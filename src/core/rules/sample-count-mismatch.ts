/** sample-count-mismatch: inputs and labels have different numbers of samples. */
import type { DataPart } from '../graph/graph';
import { formatShape, isKnown } from '../shape/dim';
import { dataChain } from './chain';
import { defineRule, type Finding } from './rule';

export const sampleCountMismatch = defineRule({
  name: 'sample-count-mismatch',
  severity: 'error',
  summary: 'Inputs, labels and sample weights have different numbers of samples.',
  why: `The first axis of every array given to \`fit\` or \`evaluate\` counts samples, and sample *i* of the inputs belongs to label
*i*. Where the counts differ, mostly the labels of another split were given. Keras stops with *Data cardinality is ambiguous*,
TensorFlow.js with *Input Tensors should have the same number of samples as target Tensors*.`,
  examples: [
    {
      languageId: 'python',
      bad: `from keras import Sequential, datasets, layers
(x_train, y_train), (x_test, y_test) = datasets.mnist.load_data()
model = Sequential([layers.Input((28, 28)), layers.Flatten(), layers.Dense(10, activation='softmax')])
model.compile(optimizer='adam', loss='sparse_categorical_crossentropy')
model.fit(x_train, y_test)
`,
      good: `from keras import Sequential, datasets, layers
(x_train, y_train), (x_test, y_test) = datasets.mnist.load_data()
model = Sequential([layers.Input((28, 28)), layers.Flatten(), layers.Dense(10, activation='softmax')])
model.compile(optimizer='adam', loss='sparse_categorical_crossentropy')
model.fit(x_train, y_train)
`,
    },
  ],
  check: ({ dataCalls }) =>
    dataCalls.flatMap(({ x, y, validation, sampleWeight }) => [
      ...findings(x, y, 'labels'),
      ...findings(x, sampleWeight, 'weights'),
      ...findings(validation?.x ?? null, validation?.y ?? null, 'labels'),
    ]),
});

function findings(x: readonly DataPart[] | null, y: readonly DataPart[] | null, what: 'labels' | 'weights'): Finding[] {
  const [input] = x ?? [];
  const count = input?.shape?.[0];
  const other = y?.find(
    ({ shape }) => shape?.[0] !== undefined && isKnown(shape[0]) && isKnown(count!) && shape[0] !== count,
  );
  if (!input || !other || count === undefined) return [];
  return [
    {
      span: other.span,
      message: `${count} samples have ${other.shape![0]} ${what}: ${formatShape(input.shape!)} and ${formatShape(other.shape!)}`,
      related: [...dataChain(input), ...dataChain(other)],
    },
  ];
}
