/** Weights that `fit` gives to classes and samples: taken over where they are known, told where not, refused where the framework stops. */
import { describe, expect, test } from 'vitest';
import { analyze, type Host, trainingPlan } from '../../../src/core';
import { planOf, refusalOf } from './plans';

const head = `import keras
import numpy as np
import tensorflow as tf
from keras import layers
(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
model = keras.Sequential([layers.Input((28, 28)), layers.Flatten(), layers.Dense(10, activation='softmax')])
model.compile('adam', 'sparse_categorical_crossentropy', weighted_metrics=['accuracy'])
`;
const fitted = (args: string, before = ''): string =>
  `${head}${before}model.fit(x_train, y_train, validation_data=(x_test, y_test), ${args})\n`;

function ready(text: string, languageId = 'python') {
  const plan = planOf(text, languageId);
  if (plan.kind !== 'ready') throw new Error(plan.message);
  return { ...plan.parts, notes: plan.notes };
}

/** The notes, without what other settings give. */
const notesOf = (text: string, languageId = 'python') =>
  ready(text, languageId).notes.filter((note) => /weigh|class/i.test(note));

describe('weights of classes', () => {
  test.each([
    ['a literal', 'class_weight={0: 2.0, 3: 1, 7: 0.5}', ''],
    ['a name', 'class_weight=weights', 'weights = {3: 1, 0: 2.0, 7: .5}\n'],
    ['a computation', 'class_weight=weights', 'weights = {n: w / 2 for n, w in zip([0, 3, 7], [4, 2, 1])}\n'],
    ['a dictionary of a list', 'class_weight=dict(weights)', 'weights = [(0, 2.0), (3, 1.0), (7, 0.5)]\n'],
    ['keys that are equal to class numbers', 'class_weight={0.0: 2.0, 3: True, 7: 0.5}', ''],
    ['a loop', 'class_weight=w', 'w = {}\nfor n in (0, 3, 7):\n    w[n] = {0: 2., 3: 1., 7: .5}[n]\n'],
  ])('are known of %s', (_what, args, before) => {
    const { fit: settings } = ready(fitted(args, before));
    expect(settings.classWeight).toEqual({ 0: 2, 3: 1, 7: 0.5 });
  });

  test('are told with their line, and what the others weigh', () => {
    expect(notesOf(fitted('class_weight={0: 2.0, 3: 0.5}'))).toEqual([
      'Classes are weighted as class_weight of fit (line 8) says, 0: 2, 3: 0.5; the other classes weigh 1.',
    ]);
  });

  test('are left out where there are none', () => {
    for (const none of ['class_weight=None', 'class_weight={}', 'epochs=2'])
      expect(ready(fitted(none)).fit).not.toHaveProperty('classWeight');
    expect(notesOf(fitted('class_weight=None'))).toEqual([]);
  });

  test('that are not known are told with the line and the reason', () => {
    const text = fitted('class_weight={0: 1.0, 1: float(input())}');
    expect(ready(text).fit).not.toHaveProperty('classWeight');
    expect(notesOf(text)).toEqual([
      expect.stringMatching(/^class_weight of fit \(line 8\) is not known because .+; all classes count the same\.$/),
    ]);
  });

  test('by keys that are no class numbers count for nothing, as in Keras', () => {
    const text = fitted("class_weight={'0': 9.0, 1: 2.0}");
    expect(ready(text).fit.classWeight).toEqual({ 1: 2 });
    expect(notesOf(text)).toContain("class_weight of fit (line 8) has the key '0', which is no class number.");
  });

  test('of more classes than there are do not matter', () => {
    const all = Array.from({ length: 12 }, (_, number) => `${number}: 2.0`).join(', ');
    const { classWeight } = ready(fitted(`class_weight={${all}}`)).fit;
    expect(Object.keys(classWeight!)).toHaveLength(10);
  });

  // Recorded once by hand of Keras 3.15.1 and tf_keras 2.21: `'list' object has no attribute 'get'`.
  test('that are no dictionary are refused as in Keras', () => {
    for (const wrong of ['[1, 2, 3]', 'np.ones(10)', "'balanced'"])
      expect(refusalOf(fitted(`class_weight=${wrong}`)), wrong).toMatch(/class_weight/);
  });

  test('are refused beside weights of samples, as in Keras', () => {
    expect(refusalOf(fitted('class_weight={0: 2.0}, sample_weight=np.ones(60000)'))).toMatch(
      /class_weight.*sample_weight/,
    );
  });

  test('of a tf.data.Dataset must reach the last class, as in Keras', () => {
    const data = `data = tf.data.Dataset.from_tensor_slices((x_train, y_train)).batch(32)\n`;
    const of = (weights: string) => `${head}${data}model.fit(data, class_weight=${weights})\n`;
    expect(refusalOf(of('{0: 1.0, 3: 2.0}'))).toMatch(/ends at class 3, but MNIST has classes up to 9.*line 9/);
    expect(ready(of('{0: 1.0, 9: 2.0}')).fit.classWeight).toEqual({ 0: 1, 9: 2 });
  });

  test('must reach the last class in Keras 2', () => {
    const host: Host = { versions: { keras: { version: [2, 15], said: 'Keras 2.15' } } };
    const planned = (text: string) => {
      const analysis = analyze({ kind: 'file', languageId: 'python', text }, host)!;
      return trainingPlan(analysis, analysis.graph.models.length - 1);
    };
    expect(planned(fitted('class_weight={0: 1.0, 1: 2.0}'))).toMatchObject({ kind: 'refused' });
    expect(planned(fitted('class_weight={}'))).toMatchObject({ kind: 'ready' });
  });

  test('weigh metrics where compile asks for it', () => {
    expect(ready(fitted('class_weight={0: 2.0}')).compile.weightedMetrics).toEqual([{ name: 'accuracy', config: {} }]);
  });
});

describe('weights of classes in TensorFlow.js', () => {
  const program = (weights: string) => `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({layers: [tf.layers.flatten({inputShape: [28, 28]}), tf.layers.dense({units: 10, activation: 'softmax'})]});
model.compile({optimizer: 'adam', loss: 'sparseCategoricalCrossentropy'});
await model.fit(tf.zeros([100, 28, 28]), tf.zeros([100]), {classWeight: ${weights}});
`;
  const all = Array.from({ length: 10 }, (_, number) => `${number}: ${number + 1}`).join(', ');
  const expected = Object.fromEntries(Array.from({ length: 10 }, (_, number) => [number, number + 1]));

  test.each([
    ['an object', `{${all}}`],
    ['a list with an object', `[{${all}}]`],
    ['a list by class number', `[${Object.values(expected).join(', ')}]`],
    ['texts as keys', `{${all.replace(/\d+:/g, (key) => `'${key.slice(0, -1)}':`)}}`],
  ])('are known of %s', (_what, weights) => {
    expect(ready(program(weights), 'typescript').fit.classWeight).toEqual(expected);
  });

  test('must have every class, where Keras takes 1', () => {
    expect(refusalOf(program('{0: 1, 1: 2}'), 'typescript')).toMatch(
      /classWeight of fit has no weight for class 2 of MNIST, and TensorFlow.js stops there \(line 4\)/,
    );
  });
});

describe('weights of samples', () => {
  test('are told with their line and the reason', () => {
    expect(notesOf(fitted('sample_weight=np.random.rand(60000)'))).toEqual([
      'The sample weights of fit (line 8) are not taken over, because only their shape is known, not their values; all samples count the same.',
    ]);
  });

  test('are not told where there are none', () => {
    expect(notesOf(fitted('sample_weight=None'))).toEqual([]);
  });
});
