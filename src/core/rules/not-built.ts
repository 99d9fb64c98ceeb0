/** not-built: a model is asked for a shape, a tensor or a count that it does not have yet. */
import { faultRule } from './faults';

export const notBuilt = faultRule({
  name: 'not-built',
  summary: 'A model is asked for a shape, a tensor or a count that it does not have yet.',
  why: `A \`Sequential\` model whose first layer is not told what comes in has no weights and no shapes until it sees data. Keras
stops where they are asked for: *Sequential model has no defined output shape yet*, *You tried to call \`count_params\` on layer
'sequential', but the layer isn't built*. An \`Input\` as the first element makes them known at once.

The tensors \`model.input\` and \`model.output\` of a \`Sequential\` model exist in Keras 3 only after the model was applied to a
tensor, even where its input shape is known: *The layer sequential has never been called and thus has no defined input*. The
lists \`model.inputs\` and \`model.outputs\` exist as soon as it is built.`,
  examples: [
    {
      languageId: 'python',
      bad: `from keras import Sequential, layers
model = Sequential([layers.Conv2D(16, 3), layers.Flatten(), layers.Dense(10)])
print(model.count_params())
`,
      good: `from keras import Sequential, layers
model = Sequential([layers.Input((28, 28, 1)), layers.Conv2D(16, 3, activation='relu'), layers.Flatten(), layers.Dense(10)])
print(model.count_params())
`,
    },
    {
      languageId: 'python',
      bad: `from keras import Model, Sequential, layers
model = Sequential([layers.Input((4,)), layers.Dense(8, activation='relu', name='hidden'), layers.Dense(1)])
hidden = Model(model.input, model.get_layer('hidden').output)
`,
      good: `from keras import Model, Sequential, layers
model = Sequential([layers.Input((4,)), layers.Dense(8, activation='relu', name='hidden'), layers.Dense(1)])
hidden = Model(model.inputs, model.get_layer('hidden').output)
`,
    },
  ],
});
