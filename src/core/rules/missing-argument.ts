/** missing-argument: a layer is made without an argument that it needs. */
import type { Target } from '../layers/definition';
import { fixOf, numberValue, setArg } from './change';
import { type Refused, refusalsOf } from './refused';
import { defineRule, type FixCandidate } from './rule';

export const missingArgument = defineRule({
  name: 'missing-argument',
  severity: 'error',
  summary: 'A layer is made without an argument that it needs.',
  why: `Arguments without a default must be given: \`Conv2D\` needs \`filters\` and \`kernel_size\`, \`Dense\` needs \`units\`. Python stops with
*missing 1 required positional argument*; TensorFlow.js with *Missing value for …* or later with a less clear message.`,
  examples: [
    {
      languageId: 'python',
      bad: `from keras import layers
layer = layers.Conv2D(32, activation='relu')
`,
      good: `from keras import layers
layer = layers.Conv2D(32, 3, activation='relu')
`,
    },
    {
      languageId: 'typescript',
      bad: `import * as tf from '@tensorflow/tfjs';
const layer = tf.layers.dense({ activation: 'relu' });
`,
      good: `import * as tf from '@tensorflow/tfjs';
const layer = tf.layers.dense({ units: 64, activation: 'relu' });
`,
    },
  ],
  check: (graph, target) =>
    refusalsOf(graph, 'missing-argument').map((refused) => ({
      span: refused.span,
      message: refused.message,
      fixes: fixes(refused, target),
    })),
});

/** Sizes that are right more often than any other; how wide a layer is meant to be nobody can tell. */
const usual: ReadonlyMap<string, number> = new Map([
  ['kernelSize', 3],
  ['poolSize', 2],
  ['size', 2],
]);

function fixes({ arg, layer }: Refused, target: Target): FixCandidate[] {
  const value = arg === null ? undefined : usual.get(arg);
  return arg === null || value === undefined
    ? []
    : fixOf(`Add a size of ${value}`, [setArg(layer, arg, numberValue(value), target)]);
}
