/** crossentropy-of-one-output: a loss over classes is computed for a model with one output. */
import { changeLoss, compiledModels } from './compiled';
import { lossName } from './label-fit';
import { defineRule } from './rule';

export const crossentropyOfOneOutput = defineRule({
  name: 'crossentropy-of-one-output',
  severity: 'warning',
  summary: 'A categorical cross-entropy is computed for a model with a single output.',
  why: `A categorical cross-entropy compares probabilities of several classes. With one output there is one class, its probability is
scaled to 1, and the loss is 0 for every sample: Keras says *expected y_pred.shape to be (batch_size, num_classes) with
num_classes > 1* and trains nothing. A yes or no with one output takes \`binary_crossentropy\`.`,
  examples: [
    {
      languageId: 'python',
      bad: `from keras import Sequential, layers
model = Sequential([layers.Input((4,)), layers.Dense(1, activation='sigmoid')])
model.compile(optimizer='adam', loss='categorical_crossentropy')
`,
      good: `from keras import Sequential, layers
model = Sequential([layers.Input((4,)), layers.Dense(1, activation='sigmoid')])
model.compile(optimizer='adam', loss='binary_crossentropy')
`,
    },
  ],
  check: ({ models }) =>
    compiledModels(models).flatMap(([, compile, { layer }, { shape }]) => {
      const loss = compile.loss!.name;
      if (shape?.at(-1) !== 1 || !/^(sparse_)?categorical_crossentropy$/.test(lossName(loss))) return [];
      return [
        {
          span: compile.loss!.span,
          message: `${loss} compares several classes, but the model has one output`,
          related: [{ span: layer.span, message: 'the output is made here' }],
          fixes: changeLoss(compile, 'binary_crossentropy', { preferred: true }),
        },
      ];
    }),
});
