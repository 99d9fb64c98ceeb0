/** missing-final-activation: a loss that takes probabilities is given the output of a layer without activation. */
import { activationOf } from './activation';
import { fixOf, setArg, stringValue } from './change';
import { compiledModels, isCrossentropy, takesLogits } from './compiled';
import { lossName } from './label-fit';
import { defineRule } from './rule';

export const missingFinalActivation = defineRule({
  name: 'missing-final-activation',
  severity: 'warning',
  summary: 'A cross-entropy that takes probabilities gets the output of a layer without activation.',
  why: `A cross-entropy takes the logarithm of probabilities. Without a softmax or sigmoid at the end, the last layer puts out any
numbers; the framework clips what is below 0 or above 1, and the loss is wrong, often *nan* or constant. No error is raised,
since all shapes fit. Either the last layer gets the activation, or the loss is told \`from_logits=True\`.`,
  examples: [
    {
      languageId: 'python',
      bad: `from keras import Sequential, layers
model = Sequential([layers.Input((4,)), layers.Dense(3)])
model.compile(optimizer='adam', loss='sparse_categorical_crossentropy')
`,
      good: `from keras import Sequential, layers
model = Sequential([layers.Input((4,)), layers.Dense(3, activation='softmax')])
model.compile(optimizer='adam', loss='sparse_categorical_crossentropy')
`,
    },
  ],
  check: ({ models }, target) =>
    compiledModels(models).flatMap(([, compile, { layer }]) => {
      const loss = compile.loss!.name;
      if (!isCrossentropy(loss) || takesLogits(compile) !== false) return [];
      if (!layer.definition?.linear || activationOf(layer) !== null) return [];
      const wanted = lossName(loss).startsWith('binary') ? 'sigmoid' : 'softmax';
      return [
        {
          span: layer.call?.callee.span ?? layer.span,
          message: `${loss} takes probabilities, but ${layer.className} has no activation and puts out any number`,
          related: [{ span: compile.loss!.span, message: `the loss is ${loss}` }],
          fixes: fixOf(`Add a ${wanted} activation`, [setArg(layer, 'activation', stringValue(wanted), target)], {
            preferred: true,
          }),
        },
      ];
    }),
});
