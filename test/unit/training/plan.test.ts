/** What is trained, and how: settings of the program, defaults with a note, data that fit, and proven ways out. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { analyze, applyEdits, mainModelIndex, trainingPlan } from '../../../src/core';
import { readNotebook } from '../../../src/core/languages/notebook';
import type { TrainingJob } from '../../../src/protocol/training';
import { planOf, refusalOf } from './plans';

const imports = `import keras
from keras import layers
from keras.datasets import mnist
(x_train, y_train), (x_test, y_test) = mnist.load_data()
`;
const model = `model = keras.Sequential([layers.Input((28, 28, 1)), layers.Flatten(), layers.Dense(10, activation='softmax')])\n`;

function ready(text: string, languageId = 'python') {
  const plan = planOf(text, languageId);
  if (plan.kind !== 'ready') throw new Error(plan.message);
  return { ...plan.parts, notes: plan.notes };
}

test('the plan is what the trainer takes', () => {
  const { notes, ...parts } = ready(imports + model);
  const job: TrainingJob = {
    version: 1,
    ...parts,
    engine: 'auto',
    source: { path: '', languageId: '', text: '' },
    runFolder: '/',
  };
  expect(job.rows.map(({ name }) => name)).toEqual(['flatten', 'dense']);
  expect(notes.length).toBeGreaterThan(0);
});

describe('settings', () => {
  test('come from compile and fit', () => {
    const parts = ready(`${imports}${model}
x = x_train.astype('float32') / 255.
model.compile(optimizer=keras.optimizers.SGD(0.1, momentum=0.9), loss='sparse_categorical_crossentropy', metrics=['accuracy', keras.metrics.SparseTopKCategoricalAccuracy(k=3)])
model.fit(x, y_train, batch_size=64, epochs=7, shuffle=False, validation_split=0.2)
`);
    expect(parts.compile).toEqual({
      optimizer: { name: 'sgd', config: { learning_rate: 0.1, momentum: 0.9 } },
      loss: { name: 'sparse_categorical_crossentropy', config: {} },
      metrics: [
        { name: 'accuracy', config: {} },
        { name: 'SparseTopKCategoricalAccuracy', config: { k: 3 } },
      ],
    });
    expect(parts.fit).toEqual({ epochs: 7, batchSize: 64, shuffle: false, validation: 0.2, seed: 1 });
    expect(parts.dataset).toEqual({
      name: 'mnist',
      limit: null,
      labels: 'sparse',
      scale: 255,
      sampleShape: [28, 28, 1],
    });
    expect(parts.notes).toEqual([]);
  });

  test('are overridden by the user', () => {
    const plan = planOf(`${imports}${model}`, 'python', { epochs: 2, batchSize: 8, limit: 100, seed: 9 });
    expect(plan).toMatchObject({ parts: { fit: { epochs: 2, batchSize: 8, seed: 9 }, dataset: { limit: 100 } } });
  });

  test('without compile are adam and the loss that fits, and it is said', () => {
    const parts = ready(imports + model);
    expect(parts.compile.optimizer.name).toBe('adam');
    expect(parts.compile.loss).toEqual({ name: 'sparse_categorical_crossentropy', config: {} });
    expect(parts.fit).toMatchObject({ epochs: 5, batchSize: 32, validation: 'test' });
    expect(parts.notes.join(' ')).toMatch(/adam is used.*sparse_categorical_crossentropy.*5 epochs/);
  });

  test('without an activation at the end the loss takes logits', () => {
    const text = `${imports}model = keras.Sequential([layers.Input((784,)), layers.Dense(10)])\n`;
    expect(ready(text).compile.loss.config).toEqual({ from_logits: true });
  });

  test('take one-hot labels from to_categorical and from the loss', () => {
    const compiled = `${model}model.compile(loss='categorical_crossentropy')\n`;
    expect(ready(imports + compiled).dataset.labels).toBe('one-hot');
    const fitted = `${imports}${compiled}model.fit(x_train, keras.utils.to_categorical(y_train, 10))\n`;
    expect(ready(fitted).dataset.labels).toBe('one-hot');
  });

  test('divide the pixels as the program does', () => {
    const trained = (x: string) =>
      `${imports}${model}model.compile(loss='sparse_categorical_crossentropy')\nmodel.fit(${x}, y_train)\n`;
    expect(ready(trained('x_train')).dataset.scale).toBe(1);
    expect(ready(trained('x_train / 255.0')).dataset.scale).toBe(255);
    expect(ready(imports + model).dataset.scale).toBe(255);
    const rescaled = `${imports}model = keras.Sequential([layers.Input((28, 28, 1)), layers.Rescaling(1/255), layers.Flatten(), layers.Dense(10)])\n`;
    expect(ready(rescaled).dataset.scale).toBe(1);
  });

  test('of TensorFlow.js are those of TensorFlow.js', () => {
    const text = (optimizer: string) => `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({ layers: [tf.layers.dense({ units: 10, inputShape: [784], activation: 'softmax' })] });
model.compile({ optimizer: ${optimizer}, loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
`;
    expect(ready(text(`'adagrad'`), 'typescript').compile.optimizer).toEqual({
      name: 'adagrad',
      config: { learning_rate: 0.01 },
    });
    expect(ready(text('tf.train.sgd(0.5)'), 'typescript').compile.optimizer).toEqual({
      name: 'sgd',
      config: { learning_rate: 0.5 },
    });
    expect(ready(text(`'adam'`), 'typescript').compile.loss.name).toBe('categorical_crossentropy');
  });
});

describe('a model is refused', () => {
  const refused: readonly (readonly [what: string, text: string, words: RegExp])[] = [
    [
      'whose learning rate is a function',
      `${model}model.compile(optimizer=keras.optimizers.Adam(lambda: 0.1), loss='mse')`,
      /learning_rate of Adam .*line 6/,
    ],
    [
      'that takes other images',
      `model = keras.Sequential([layers.Input((32, 32, 3)), layers.Flatten(), layers.Dense(10)])`,
      /\(32, 32, 3\), but an image of MNIST is \(28, 28, 1\).*line 5/,
    ],
    [
      'that knows too few classes',
      `model = keras.Sequential([layers.Input((784,)), layers.Dense(5)])`,
      /5 outputs, but MNIST has 10 classes.*line 5/,
    ],
    [
      'that gives images',
      `model = keras.Sequential([layers.Input((28, 28, 1)), layers.Conv2D(10, 3)])`,
      /output of model is \(None, 26, 26, 10\).*Flatten/,
    ],
    [
      'with two inputs',
      `a = layers.Input((784,))\nb = layers.Input((784,))\nmodel = keras.Model([a, b], layers.Dense(10)(layers.Add()([a, b])))`,
      /2 inputs and 1 output;/,
    ],
    [
      'without an input shape',
      `model = keras.Sequential([layers.Dense(10)])`,
      /not known in full because the model is not told its input shape/,
    ],
    [
      'with a layer of the program',
      `class Mine(layers.Layer):\n    def call(self, x):\n        return x\nx = layers.Input((784,))\nmodel = keras.Model(x, layers.Dense(10)(Mine()(x)))`,
      /Mine/,
    ],
    [
      'with a layer that TensorFlow.js lacks',
      `model = keras.Sequential([layers.Input((28, 28)), layers.ZeroPadding1D(2), layers.Flatten(), layers.Dense(10)])`,
      /no ZeroPadding1D \(line 5\)/,
    ],
  ];
  test.each(refused)('%s', (_, text, words) => {
    expect(refusalOf(`${imports}${text}\n`)).toMatch(words);
  });

  test('with a fix after which it is trained', () => {
    const text = `${imports}model = keras.Sequential([layers.Input((28, 28, 3)), layers.Flatten(), layers.Dense(4)])\n`;
    let fixed = text;
    for (const expected of [/Change the input to \(28, 28, 1\)/, /10 units/]) {
      // The two faults are mended one after the other, each proven alone: so the other one is mended in the text first.
      const alone = expected.source.includes('units')
        ? text.replace('28, 3)', '28, 1)')
        : text.replace('Dense(4)', 'Dense(10)');
      const plan = planOf(alone);
      if (plan.kind !== 'refused') throw new Error('it was not refused');
      expect(plan.fixes.map(({ title }) => title)).toEqual([expect.stringMatching(expected)]);
      fixed = applyEdits(alone, plan.fixes[0]!.edits);
      expect(planOf(fixed).kind).toBe('ready');
    }
  });
});

describe('the teaching notebook', () => {
  const notebook = readFileSync(join(import.meta.dirname, '../../../examples/conv_mnist.ipynb'), 'utf8');
  const analysisOf = (text: string) => {
    const cells = readNotebook(text)!.cells.filter(({ kind }) => kind === 'code');
    return analyze({ kind: 'notebook', languageId: 'python', cells })!;
  };

  test('does not start with 5 channels, and is fixed', () => {
    const analysis = analysisOf(notebook);
    const plan = trainingPlan(analysis, mainModelIndex(analysis)!);
    expect(plan).toMatchObject({ kind: 'refused', message: expect.stringMatching(/5/) });
    expect(plan.kind === 'refused' && plan.fixes[0]?.title).toMatch(/Change the input to \(28, 28, 1\)/);
  });

  test('is trained with 1 channel as its last cell says', () => {
    const analysis = analysisOf(notebook.replace('shape=(28,28,5)', 'shape=(28,28,1)'));
    expect(trainingPlan(analysis, mainModelIndex(analysis)!)).toMatchObject({
      kind: 'ready',
      notes: [],
      parts: {
        modelName: 'mynet',
        fit: { epochs: 10, batchSize: 32, shuffle: true, validation: 'test' },
        dataset: { labels: 'sparse', scale: 255, sampleShape: [28, 28, 1] },
      },
    });
  });
});
