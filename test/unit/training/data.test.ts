/** Which data a model is trained on: those of the program, those that are chosen, and why some do not fit. */
import { describe, expect, test } from 'vitest';
import { analyze, type DataDescription, knownData, trainingData } from '../../../src/core';
import { planOf } from './plans';

const program = (load: string, shape: string, units: number) => `import keras
from keras import layers
(x_train, y_train), (x_test, y_test) = keras.datasets.${load}.load_data()
model = keras.Sequential([layers.Input(${shape}), layers.Flatten(), layers.Dense(${units}, activation='softmax')])
model.compile('adam', 'sparse_categorical_crossentropy')
`;
const fitted = (load: string, shape: string, units: number) =>
  `${program(load, shape, units)}model.fit(x_train / 255, y_train, validation_data=(x_test / 255, y_test))\n`;

function ready(text: string, data?: DataDescription) {
  const plan = planOf(text, 'python', data ? { data } : {});
  if (plan.kind !== 'ready') throw new Error(plan.message);
  return { ...plan.parts.dataset, notes: plan.notes };
}

test.each([
  ['mnist', '(28, 28)', 10],
  ['fashion_mnist', '(28, 28)', 10],
  ['cifar10', '(32, 32, 3)', 10],
  ['cifar100', '(32, 32, 3)', 100],
])('a program that loads %s is trained on it', (name, shape, units) => {
  expect(ready(fitted(name, shape, units))).toMatchObject({ name, scale: 255, notes: [] });
});

test('other data than those of the program are chosen with a note', () => {
  const { name, notes } = ready(fitted('mnist', '(28, 28)', 10), knownData('kmnist')!);
  expect([name, notes]).toEqual(['kmnist', ['The program trains on mnist; here it is trained on KMNIST.']]);
});

describe('what fits', () => {
  const choices = (text: string) => {
    const { fitting, loaded } = trainingData(analyze({ kind: 'file', languageId: 'python', text })!, 0);
    return [fitting.map(({ name }) => name), loaded?.name ?? null];
  };

  test('is what the program loads, then what has the shape and the classes', () => {
    expect(choices(fitted('fashion_mnist', '(28, 28)', 10))).toEqual([
      ['fashion_mnist', 'mnist', 'kmnist'],
      'fashion_mnist',
    ]);
    expect(choices(program('mnist', '(32, 32, 3)', 100))).toEqual([['cifar100', 'cifar10'], null]);
    expect(choices(program('mnist', '(32, 32, 3)', 10))).toEqual([['cifar10'], null]);
    expect(choices(program('mnist', '(784,)', 10))).toEqual([['mnist', 'fashion_mnist', 'kmnist'], null]);
    expect(choices(program('mnist', '(9, 9, 2)', 10))).toEqual([[], null]);
  });

  test('is named where the data do not fit', () => {
    const plan = planOf(program('mnist', '(32, 32, 3)', 10));
    expect(plan).toMatchObject({
      kind: 'refused',
      message: expect.stringMatching(/CIFAR-10 has this shape: choose it as the data \(cifar10\)\.$/),
    });
  });
});

describe("the user's own data", () => {
  const own = (sampleShape: DataDescription['sampleShape'], classes: number, isPixels = true): DataDescription => ({
    name: 'own',
    title: 'mine',
    sampleShape,
    classes,
    isPixels,
    path: '/data/mine',
  });

  test('are taken where they fit, numbers as they are and pixels from 0 to 1', () => {
    const text = program('mnist', '(4,)', 3);
    expect(ready(text, own([4], 3, false))).toMatchObject({
      name: 'own',
      path: '/data/mine',
      scale: 1,
      sampleShape: [4],
    });
    expect(ready(text, own([4], 3))).toMatchObject({ scale: 255 });
  });

  test.each<[string, DataDescription, string, number, RegExp]>([
    ['samples of another size', own([5], 3), '(4,)', 3, /a sample of mine is \(5,\)/],
    [
      'images of another size',
      own([8, 8, 3], 3),
      '(8, 8, 1)',
      3,
      /an image of mine is \(8, 8, 3\): 8 × 8 pixels in 3 channels/,
    ],
    ['more classes than outputs', own([4], 5), '(4,)', 3, /model has 3 outputs, but mine has 5 classes/],
    [
      'pictures for vectors',
      own(null, 3),
      '(784,)',
      3,
      /mine holds pictures, which are resized to \(height, width, channels\)/,
    ],
    ['pictures for an open size', own(null, 3), '(None, None, 3)', 3, /resized to \(height, width, channels\)|None/],
  ])('are refused with %s', (_what, data, shape, units, message) => {
    const plan = planOf(program('mnist', shape, units), 'python', { data });
    expect(plan).toMatchObject({ kind: 'refused', message: expect.stringMatching(message) });
  });

  test('give the fix that makes the model fit them', () => {
    const plan = planOf(program('mnist', '(8, 8, 1)', 3), 'python', { data: own([8, 8, 3], 3) });
    expect(plan.kind === 'refused' && plan.fixes.map(({ title }) => title)).toEqual([
      expect.stringMatching(/^Change the input to \(8, 8, 3\)/),
    ]);
  });

  test('that are pictures take the size of the model', () => {
    expect(ready(program('mnist', '(8, 9, 3)', 3), own(null, 3)).sampleShape).toEqual([8, 9, 3]);
    expect(ready(program('mnist', '(8, 9)', 3), own(null, 3)).sampleShape).toEqual([8, 9]);
  });
});
