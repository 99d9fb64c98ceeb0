/** unknown-name: a library has nothing of that name. */
import { faultRule } from './faults';

export const unknownName = faultRule({
  name: 'unknown-name',
  summary: 'A library has nothing of that name.',
  why: `The name is misspelt, or it is the name of another framework: layers of TensorFlow.js begin with a small letter,
\`tf.layers.conv2d\`; or it came with a later version than the one that the project declares. The running program finds *undefined* there, or stops with an \`AttributeError\`.`,
  examples: [
    {
      languageId: 'typescript',
      bad: `import * as tf from '@tensorflow/tfjs';
const layer = tf.layers.conv2D({ filters: 8, kernelSize: 3 });
`,
      good: `import * as tf from '@tensorflow/tfjs';
const layer = tf.layers.conv2d({ filters: 8, kernelSize: 3 });
`,
    },
    {
      languageId: 'json',
      bad: `{ "input": [28, 28, 1], "layers": ["Flaten", { "layer": "Dense", "units": 10 }] }
`,
      good: `{ "input": [28, 28, 1], "layers": ["Flatten", { "layer": "Dense", "units": 10 }] }
`,
    },
  ],
});
