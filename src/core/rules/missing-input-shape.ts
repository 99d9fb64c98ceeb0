/** missing-input-shape: the first layer of a model is not told the shape of its input. */
import { faultRule } from './faults';

export const missingInputShape = faultRule({
  name: 'missing-input-shape',
  summary: 'The first layer of a Sequential model is not told its input shape.',
  why: `TensorFlow.js builds every layer when it is added, so the first one must say what comes in: *The first layer in a Sequential
model must get an \`inputShape\` or \`batchInputShape\` argument*. Models saved by Keras 3 lack it as well when they were built from
data, and cannot be loaded in TensorFlow.js then.`,
  examples: [
    {
      languageId: 'typescript',
      bad: `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential();
model.add(tf.layers.dense({ units: 10 }));
`,
      good: `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential();
model.add(tf.layers.dense({ inputShape: [4], units: 10 }));
`,
    },
  ],
});
