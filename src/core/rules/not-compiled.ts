/** not-compiled: a model is trained or evaluated without having been compiled. */
import type { DataCall } from '../graph/graph';
import type { Target } from '../layers/definition';
import { defineRule, type Finding } from './rule';

export const notCompiled = defineRule({
  name: 'not-compiled',
  severity: 'error',
  summary: 'A model is trained or evaluated before it is compiled.',
  why: `\`compile\` gives a model its loss and its optimizer; without them it can only predict. Keras stops with *You must call
\`compile()\` before using the model*, TensorFlow.js with *The model needs to be compiled before being used*. A model that is
cloned or made anew must be compiled again.`,
  examples: [
    {
      languageId: 'python',
      bad: `import numpy as np
from keras import Sequential, layers
model = Sequential([layers.Input((4,)), layers.Dense(1)])
model.fit(np.zeros((32, 4)), np.zeros((32, 1)))
`,
      good: `import numpy as np
from keras import Sequential, layers
model = Sequential([layers.Input((4,)), layers.Dense(1)])
model.compile(optimizer='adam', loss='mse')
model.fit(np.zeros((32, 4)), np.zeros((32, 1)))
`,
    },
    {
      languageId: 'typescript',
      bad: `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({ layers: [tf.layers.dense({ inputShape: [4], units: 1 })] });
await model.fit(tf.zeros([32, 4]), tf.zeros([32, 1]));
`,
      good: `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({ layers: [tf.layers.dense({ inputShape: [4], units: 1 })] });
model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
await model.fit(tf.zeros([32, 4]), tf.zeros([32, 1]));
`,
    },
  ],
  check: ({ dataCalls }, target) => dataCalls.flatMap((call) => finding(call, target)),
});

function finding({ kind, model, compile, certain, span }: DataCall, { framework }: Target): Finding[] {
  const needsLoss = kind === 'fit' || kind === 'evaluate' || kind === 'train_on_batch';
  // A class of the program may train itself; a model that comes from elsewhere may be compiled.
  if (!needsLoss || compile || !certain || model.kind === 'subclass' || !isMadeHere(model.className)) return [];
  const name = model.variable?.name ?? model.name;
  const method = framework === 'tfjs' ? kind.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()) : kind;
  return [
    {
      span,
      message: `${name} is not compiled, so ${method} has no loss and no optimizer`,
      related: [{ span: model.span, message: 'the model is made here' }],
    },
  ];
}

const isMadeHere = (className: string): boolean =>
  className === 'Sequential' || className === 'Functional' || className === 'Model';
