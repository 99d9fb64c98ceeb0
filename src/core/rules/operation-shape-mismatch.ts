/** operation-shape-mismatch: a function or an operator gets tensors of a model whose shapes do not fit. */
import { faultRule } from './faults';

export const operationShapeMismatch = faultRule({
  name: 'operation-shape-mismatch',
  summary: 'A function or an operator on tensors of a model gets shapes that do not fit.',
  why: `Functions of \`keras.ops\` and of TensorFlow ask for shapes that fit: the last axis of the first tensor and the last but one of the
second in \`matmul\`, equal sizes beside the axis in \`concatenate\`, as many elements in \`reshape\`. Where they do not fit, the framework stops
when the model is built, or when it first runs.`,
  examples: [
    {
      languageId: 'python',
      bad: `import keras
from keras import ops
x = keras.Input((4, 6))
scores = ops.matmul(x, x)
model = keras.Model(x, scores)
`,
      good: `import keras
from keras import ops
x = keras.Input((4, 6))
scores = ops.matmul(x, ops.transpose(x, (0, 2, 1)))
model = keras.Model(x, scores)
`,
    },
  ],
});
