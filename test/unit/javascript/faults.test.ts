/** Pairs of programs: one that the real TensorFlow.js refuses at a marked line, and one that it runs. */
import { describe, expect, it } from 'vitest';
import { analyze, problemsOf } from '../../../src/core';
import { LineMap } from '../../../src/core/text/line-map';
import { errorInTfjs } from '../../support/tfjs';

/** The line with `// !` is at fault; the second text is the same program mended. */
const pairs: Readonly<Record<string, readonly [bad: string, good: string]>> = {
  'a misspelt factory': [
    `tf.layers.conv2D({filters: 1, kernelSize: 2}); // !`,
    `tf.layers.conv2d({filters: 1, kernelSize: 2});`,
  ],
  'a factory taken by destructuring': [
    `const {dense, maxPool2D} = tf.layers; // !
maxPool2D({});`,
    `const {dense, maxPool2d} = tf.layers;
maxPool2d({});`,
  ],
  'no object where one is read': [
    `const x = tf.input({shape: [8, 8, 3]});
tf.layers.globalAveragePooling2d().apply(x); // !`,
    `const x = tf.input({shape: [8, 8, 3]});
tf.layers.globalAveragePooling2d({}).apply(x);`,
  ],
  'a layer that is called': [
    `const x = tf.input({shape: [8]});
const y = tf.layers.dense({units: 2})(x); // !`,
    `const x = tf.input({shape: [8]});
const y = tf.layers.dense({units: 2}).apply(x);`,
  ],
  'no shape for the first layer of a list': [
    `const model = tf.sequential({layers: [
  tf.layers.dense({units: 2}), // !
]});`,
    `const model = tf.sequential({layers: [
  tf.layers.dense({units: 2, inputShape: [3]}),
]});`,
  ],
  'no shape for the first layer added': [
    `const model = tf.sequential();
model.add(tf.layers.dense({units: 2})); // !
model.add(tf.layers.dense({units: 1}));`,
    `const model = tf.sequential();
model.add(tf.layers.embedding({inputDim: 2, outputDim: 3}));
model.add(tf.layers.dense({units: 1}));`,
  ],
  'an argument that is missing': [`tf.layers.dense({unit: 3}); // !`, `tf.layers.dense({units: 3});`],
  'an activation of another library': [
    `tf.layers.dense({units: 3, activation: 'leaky_relu'}); // !`,
    `tf.layers.dense({units: 3, activation: 'relu'});`,
  ],
  'Flatten of an open size': [
    `const x = tf.input({shape: [null, 3]});
tf.layers.flatten().apply(x); // !`,
    `const x = tf.input({shape: [4, 3]});
tf.layers.flatten().apply(x);`,
  ],
  'sizes that cannot be added': [
    `const [a, b] = [3, 4].map((n) => tf.input({shape: [n]}));
tf.layers.add().apply([a, b]); // !`,
    `const [a, b] = [3, 3].map((n) => tf.input({shape: [n]}));
tf.layers.add().apply([a, b]);`,
  ],
  'a loss by its short name': [
    `const model = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [2]})]});
model.compile({
  optimizer: 'adam',
  loss: 'mse', // !
});`,
    `const model = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [2]})]});
model.compile({
  optimizer: 'adam',
  loss: 'meanSquaredError',
  metrics: ['mse', 'accuracy'],
});`,
  ],
  'a metric and an optimizer that do not exist': [
    `const model = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [2]})]});
model.compile({optimizer: 'nadam', loss: 'meanSquaredError'}); // !`,
    `const model = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [2]})]});
model.compile({optimizer: 'RMSProp', loss: 'meanSquaredError'});`,
  ],
  'data of another size': [
    `const model = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [3]})]});
model.compile({optimizer: 'sgd', loss: 'meanSquaredError'});
await model.fit(tf.ones([4, 5]), tf.ones([4, 1]), {epochs: 1}); // !`,
    `const model = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [3]})]});
model.compile({optimizer: 'sgd', loss: 'meanSquaredError'});
await model.fit(tf.ones([4, 3]), tf.ones([4, 1]), {epochs: 1});`,
  ],
  'numbers that do not fill a shape': [`tf.tensor2d([1, 2, 3], [2, 2]); // !`, `tf.tensor2d([1, 2, 3, 4], [2, 2]);`],
  'flat data without a shape': [`tf.tensor2d([1, 2, 3]); // !`, `tf.tensor2d([[1, 2, 3]]);`],
  'a tensor that cannot be reshaped': [
    `const images = tf.zeros([10, 28, 28]);
tf.reshape(images, [-1, 30, 28, 1]); // !`,
    `const images = tf.zeros([10, 28, 28]);
tf.reshape(images, [-1, 28, 28, 1]);`,
  ],
  'matrices that cannot be multiplied': [
    `tf.matMul(tf.ones([2, 3]), tf.ones([2, 3])); // !`,
    `tf.matMul(tf.ones([2, 3]), tf.ones([2, 3]), false, true);`,
  ],
  'tensors that cannot be added or joined': [
    `const a = tf.ones([2, 3]);
tf.concat([a, tf.ones([3, 2])], 0); // !`,
    `const a = tf.ones([2, 3]);
tf.concat([a, tf.ones([3, 3])], 0);
tf.add(a, tf.ones([1, 3]));`,
  ],
};

/** The lines, counted from 0, at which the analysis finds something wrong. */
function faultyLines(text: string): number[] {
  const analysis = analyze({ kind: 'file', languageId: 'javascript', text })!;
  const lines = new LineMap(text);
  const { graph } = analysis;
  const refusals = [
    ...graph.layers.flatMap(({ refusals: own }) => own),
    ...graph.applications.flatMap(({ refusals: own }) => own),
  ];
  const errors = problemsOf(analysis).filter(({ severity }) => severity === 'error');
  const spans = [...graph.faults, ...refusals, ...errors].map(({ span }) => span);
  return [...new Set(spans.map(({ start }) => lines.positionAt(start).line))];
}

describe('what TensorFlow.js refuses is found at its line', () => {
  for (const [title, [bad, good]] of Object.entries(pairs)) {
    it(title, async () => {
      expect(await errorInTfjs(bad)).not.toBeNull();
      expect(await errorInTfjs(good)).toBeNull();
      expect(faultyLines(bad)).toEqual([bad.split('\n').findIndex((line) => line.endsWith('// !'))]);
      expect(faultyLines(good)).toEqual([]);
    });
  }
});
