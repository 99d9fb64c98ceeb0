/** softmax-over-one-unit: a softmax over an axis of size 1 always gives 1. */
import type { Application } from '../graph/graph';
import type { Target } from '../layers/definition';
import { activationOf } from './activation';
import { fixOf, setArg, stringValue } from './change';
import { defineRule, type Finding } from './rule';

export const softmaxOverOneUnit = defineRule({
  name: 'softmax-over-one-unit',
  severity: 'warning',
  summary: 'A softmax over a single output always gives 1.',
  why: `A softmax makes its outputs add up to 1. If there is only one, it is 1 whatever comes in, and nothing can be learnt. Keras warns
when the model runs: *You are using a softmax over axis -1 of a tensor of shape (None, 1)*. For a yes or no, one output takes a
sigmoid; a softmax takes two outputs.`,
  examples: [
    {
      languageId: 'python',
      bad: `from keras import Sequential, layers
model = Sequential([layers.Input((4,)), layers.Dense(1, activation='softmax')])
`,
      good: `from keras import Sequential, layers
model = Sequential([layers.Input((4,)), layers.Dense(1, activation='sigmoid')])
`,
    },
  ],
  check: ({ applications }, target) => applications.flatMap((application) => finding(application, target)),
});

function finding({ layer, outputs }: Application, target: Target): Finding[] {
  if (outputs[0]?.shape?.at(-1) !== 1 || activationOf(layer) !== 'softmax') return [];
  return [
    {
      span: layer.args.get('activation')?.span ?? layer.span,
      message: 'a softmax over one output always gives 1',
      fixes: fixOf('Use a sigmoid', [setArg(layer, 'activation', stringValue('sigmoid'), target)], { preferred: true }),
    },
  ];
}
