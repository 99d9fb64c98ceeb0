/** softmax-with-from-logits: a loss that computes the softmax itself is given the output of a softmax. */

import type { Layer } from '../graph/graph';
import { activationOf } from './activation';
import { compiledModels, isCrossentropy, takesLogits } from './compiled';
import { defineRule, type FixCandidate } from './rule';

export const softmaxWithFromLogits = defineRule({
  name: 'softmax-with-from-logits',
  severity: 'warning',
  summary: 'A loss with from_logits=True gets the output of a softmax or sigmoid.',
  why: `\`from_logits=True\` tells the loss that the last layer has no activation, and the loss applies the softmax or sigmoid itself. If
the layer has one already, it is applied twice: the probabilities are squeezed together, gradients are small, training is slow,
and nothing is reported, since all shapes fit.`,
  examples: [
    {
      languageId: 'python',
      bad: `from keras import Sequential, layers, losses
model = Sequential([layers.Input((4,)), layers.Dense(3, activation='softmax')])
model.compile(optimizer='adam', loss=losses.SparseCategoricalCrossentropy(from_logits=True))
`,
      good: `from keras import Sequential, layers, losses
model = Sequential([layers.Input((4,)), layers.Dense(3)])
model.compile(optimizer='adam', loss=losses.SparseCategoricalCrossentropy(from_logits=True))
`,
    },
  ],
  check: ({ models }) =>
    compiledModels(models).flatMap(([, compile, { layer }]) => {
      const activation = activationOf(layer);
      if (!isCrossentropy(compile.loss!.name) || takesLogits(compile) !== true) return [];
      if (activation !== 'softmax' && activation !== 'sigmoid') return [];
      return [
        {
          span: layer.args.get('activation')?.span ?? layer.span,
          message: `the loss applies ${activation} itself (from_logits=True), so this ${activation} is applied twice`,
          related: [{ span: compile.loss!.span, message: 'the loss takes logits' }],
          fixes: removeActivation(layer),
        },
      ];
    }),
});

function removeActivation({ args, call }: Layer): FixCandidate[] {
  const argument = args.get('activation')?.source;
  return call && argument?.name
    ? [{ title: 'Remove the activation', edits: [{ kind: 'remove-argument', call, argument }], preferred: true }]
    : [];
}
