/** Callbacks and counts of `fit`: taken over with their arguments, told by name and line where not, refused where the framework stops. */
import { describe, expect, test } from 'vitest';
import { analyze, type Host, trainingPlan } from '../../../src/core';
import { planOf, refusalOf } from './plans';

const head = `import keras
import math
from keras import layers
(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
model = keras.Sequential([layers.Input((28, 28)), layers.Flatten(), layers.Dense(10, activation='softmax')])
model.compile('adam', 'sparse_categorical_crossentropy', metrics=['accuracy'])
`;
/** `fit` stands in line 7 after nothing. */
const fitted = (args: string, before = '') =>
  `${head}${before}model.fit(x_train, y_train, validation_data=(x_test, y_test), ${args})\n`;

function ready(text: string, languageId = 'python') {
  const plan = planOf(text, languageId);
  if (plan.kind !== 'ready') throw new Error(plan.message);
  return { ...plan.parts, notes: plan.notes };
}

const callbacksOf = (args: string, before = '') => ready(fitted(args, before)).fit.callbacks;
const notesOf = (args: string, before = '') => ready(fitted(args, before)).notes;

describe('callbacks', () => {
  test.each([
    [
      `keras.callbacks.EarlyStopping('loss', 0.01, 2, 1, 'min', 0.5, True, 3)`,
      {
        name: 'EarlyStopping',
        config: {
          ...{ monitor: 'loss', min_delta: 0.01, patience: 2, mode: 'min' },
          ...{ baseline: 0.5, restore_best_weights: true, start_from_epoch: 3 },
        },
      },
    ],
    [
      `keras.callbacks.ReduceLROnPlateau(monitor='val_loss', factor=0.2, patience=5, min_lr=0.001)`,
      { name: 'ReduceLROnPlateau', config: { monitor: 'val_loss', factor: 0.2, patience: 5, min_lr: 0.001 } },
    ],
    ['keras.callbacks.TerminateOnNaN()', { name: 'TerminateOnNaN', config: {} }],
  ])('are taken over: %s', (callback, expected) => {
    expect(callbacksOf(`callbacks=[${callback}]`)).toEqual([expected]);
    expect(callbacksOf('callbacks=[one]', `one = ${callback}\n`)).toEqual([expected]);
    expect(callbacksOf('callbacks=all', `all = []\nall.append(${callback})\n`)).toEqual([expected]);
    expect(callbacksOf(`callbacks=${callback}`)).toEqual([expected]);
  });

  test('are not there where there are none', () => {
    for (const none of ['callbacks=[]', 'callbacks=None', 'epochs=2']) {
      expect(callbacksOf(none)).toBeUndefined();
      expect(notesOf(none)).toEqual(notesOf('batch_size=32'));
    }
  });

  test('that are not applied are told, each with its line', () => {
    const own = 'class Mine(keras.callbacks.Callback):\n    pass\n';
    const list = `callbacks=[
    keras.callbacks.History(),
    keras.callbacks.CSVLogger('log.csv'),
    keras.callbacks.TensorBoard(),
    keras.callbacks.BackupAndRestore('here'),
    Mine(),
    keras.callbacks.EarlyStopping(patience=int(input())),
]`;
    expect(notesOf(list, own)).toEqual([
      'History in callbacks of fit (line 10) is not needed here; a run keeps the metrics of its epochs.',
      'CSVLogger in callbacks of fit (line 11) is not needed here; a run keeps the metrics of its epochs, which can be exported as CSV.',
      'TensorBoard in callbacks of fit (line 12) is not needed here; the panel and the report show the curves.',
      'BackupAndRestore in callbacks of fit (line 13) is not applied here.',
      'Mine in callbacks of fit (line 14) is not applied here.',
      'EarlyStopping in callbacks of fit (line 15) is not applied here, because its patience is not known.',
    ]);
    expect(callbacksOf(list, own)).toBeUndefined();
    expect(notesOf('callbacks=make()')).toEqual([
      expect.stringMatching(/^callbacks of fit \(line 7\) is not applied here, because it is not known: .+\.$/),
    ]);
  });

  test('that watch validation do nothing without it, as in Keras', () => {
    const text = `${head}model.fit(x_train, y_train, callbacks=[keras.callbacks.EarlyStopping()])\n`;
    expect(ready(text).fit.callbacks).toBeUndefined();
    expect(ready(text).notes).toContain(
      'EarlyStopping in callbacks of fit (line 7) watches val_loss, which fit does not have without validation data, so it does nothing.',
    );
  });

  test('that Keras stops with are refused by line', () => {
    expect(refusalOf(fitted('callbacks=[keras.callbacks.ReduceLROnPlateau(factor=1.5)]'))).toMatch(
      /factor 1.5, but Keras takes only one below 1 \(line 7\)/,
    );
    const scheduled = fitted('callbacks=[keras.callbacks.ReduceLROnPlateau()]').replace(
      `'adam'`,
      'keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(0.1, 100))',
    );
    expect(refusalOf(scheduled)).toMatch(/^ReduceLROnPlateau cannot change the learning rate.*\(line 7\)/);
  });

  test('of Keras 2 look at the name for the direction', () => {
    const host: Host = { versions: { keras: { version: [2, 15], said: 'Keras 2.15' } } };
    const text = fitted(
      `callbacks=[keras.callbacks.EarlyStopping('val_acc'), keras.callbacks.EarlyStopping('val_loss')]`,
    );
    const analysis = analyze({ kind: 'file', languageId: 'python', text }, host)!;
    expect(trainingPlan(analysis, analysis.graph.models.length - 1)).toMatchObject({
      parts: { fit: { callbacks: [{ config: { mode: 'max' } }, { config: { mode: 'min' } }] } },
    });
  });
});

describe('a ModelCheckpoint', () => {
  const of = (args: string, rest = '') => {
    const { fit, notes } = ready(fitted(`callbacks=[keras.callbacks.ModelCheckpoint(${args})]${rest}`));
    return { best: fit.best, callbacks: fit.callbacks, notes };
  };
  const which = 'ModelCheckpoint in callbacks of fit (line 7)';
  const kept = 'a run keeps the weights of its last epoch and of its best one';

  test('that saves the best epoch decides which one that is, and no file is written', () => {
    expect(of(`'best.keras', save_best_only=True`)).toEqual({
      best: { monitor: 'val_loss', mode: 'auto' },
      callbacks: undefined,
      notes: [
        `${which} decides which epoch is the best one: that with the best val_loss. The run keeps its weights; no file is written.`,
      ],
    });
    const all = `'b.weights.h5', 'val_accuracy', 1, True, True, 'max', initial_value_threshold=0.9`;
    expect(of(all).best).toEqual({ monitor: 'val_accuracy', mode: 'max', threshold: 0.9 });
    const two = `'a.keras', 'loss', save_best_only=True), keras.callbacks.ModelCheckpoint('b.keras', save_best_only=True`;
    expect(of(two)).toMatchObject({
      best: { monitor: 'loss' },
      notes: [expect.anything(), `${which} is not applied here; another one decides before.`],
    });
  });

  test('that saves every epoch into one file is not needed', () => {
    expect(of(`'last.keras'`)).toEqual({
      ...{ best: undefined, callbacks: undefined },
      notes: [`${which} is not needed here; ${kept}.`],
    });
  });

  test('that saves more than a run keeps, or is not known, is told as not applied', () => {
    expect(of(`'e{epoch:02d}.keras'`).notes).toEqual([
      `${which} is not applied here; ${kept}, not those of each epoch.`,
    ]);
    expect(of(`'a.keras', save_best_only=True, save_freq=100`)).toEqual({
      ...{ best: undefined, callbacks: undefined },
      notes: [`${which} is not applied here; ${kept}, not those of every 100 steps.`],
    });
    expect(of(`'a.keras', input(), save_best_only=True`).notes).toEqual([
      `${which} is not applied here, because its monitor is not known; ${kept}.`,
    ]);
    const text = `${head}model.fit(x_train, y_train, callbacks=[keras.callbacks.ModelCheckpoint('a.keras', save_best_only=True)])\n`;
    expect(ready(text).fit.best).toBeUndefined();
    expect(ready(text).notes).toContain(
      `${which} watches val_loss, which fit does not have without validation data, so it is not applied; ${kept}.`,
    );
  });

  test('with a file name that Keras stops with is refused', () => {
    expect(refusalOf(fitted(`callbacks=[keras.callbacks.ModelCheckpoint('best')]`))).toMatch(
      /saves a model as best, but Keras takes only names that end in \.keras \(line 7\)/,
    );
    expect(
      refusalOf(fitted(`callbacks=[keras.callbacks.ModelCheckpoint('best.keras', save_weights_only=True)]`)),
    ).toMatch(/saves weights as best\.keras, but Keras takes only names that end in \.weights\.h5/);
    expect(of(`'best.h5'`).notes).toHaveLength(1);
  });

  test('of Keras 2 takes any file, and looks at the name for the direction', () => {
    const host: Host = { versions: { keras: { version: [2, 15], said: 'Keras 2.15' } } };
    const text = fitted(`callbacks=[keras.callbacks.ModelCheckpoint('best', 'val_accuracy', save_best_only=True)]`);
    const analysis = analyze({ kind: 'file', languageId: 'python', text }, host)!;
    expect(trainingPlan(analysis, analysis.graph.models.length - 1)).toMatchObject({
      parts: { fit: { best: { monitor: 'val_accuracy', mode: 'max' } } },
    });
  });
});

describe('a LearningRateScheduler', () => {
  const rates = (schedule: string, before = '') =>
    callbacksOf(`epochs=4, callbacks=[keras.callbacks.LearningRateScheduler(${schedule})]`, before);
  const scheduled = (values: readonly number[]) => [{ name: 'LearningRateScheduler', config: { rates: values } }];

  test.each([
    ['a lambda', 'lambda epoch: 0.1 * 0.5 ** epoch', '', [0.1, 0.05, 0.025, 0.0125]],
    [
      'a function',
      'rate',
      'def rate(epoch):\n    if epoch < 2:\n        return 0.1\n    return 0.1 / 4\n',
      [0.1, 0.1, 0.025, 0.025],
    ],
    ['stairs', 'lambda epoch: 1e-2 * math.pow(0.5, math.floor(epoch / 2))', '', [0.01, 0.01, 0.005, 0.005]],
  ])('has the rates of %s', (_what, schedule, before, expected) => {
    expect(rates(schedule, before)).toEqual(scheduled(expected));
  });

  test('gives its function the rate so far, which begins with that of the optimizer', () => {
    const before = 'def rate(epoch, lr):\n    return lr if epoch < 2 else lr * math.exp(-0.1)\n';
    // A 32-bit float, as the optimizer has it.
    const start = Math.fround(0.001);
    const [third, fourth] = [start * Math.exp(-0.1), Math.fround(start * Math.exp(-0.1)) * Math.exp(-0.1)];
    expect(rates('rate', before)).toEqual(scheduled([start, start, third, fourth]));
  });

  test('is told where its rates are not known', () => {
    const note = (schedule: string, epochs = '4') =>
      notesOf(`epochs=${epochs}, callbacks=[keras.callbacks.LearningRateScheduler(${schedule})]`)[0];
    const begin = /^LearningRateScheduler in callbacks of fit \(line 7\) is not applied here, because /;
    for (const said of [
      note('lambda epoch: float(input())'),
      note('lambda epoch: 1'),
      note('print'),
      note('lambda epoch: 0.1', 'int(input())'),
    ])
      expect(said).toMatch(begin);
    expect(note('lambda epoch: 1')).toMatch(/its function gives 1, which is no float, and Keras stops there\.$/);
  });
});

describe('counts of fit', () => {
  test('are taken over', () => {
    const given =
      'epochs=9, initial_epoch=2, steps_per_epoch=len(x_train) // 100, validation_steps=5, validation_batch_size=10, validation_freq=[1, 3]';
    expect(ready(fitted(given)).fit).toMatchObject({
      ...{ epochs: 9, initialEpoch: 2, stepsPerEpoch: 600 },
      ...{ validationSteps: 5, validationBatchSize: 10, validationFreq: [1, 3] },
    });
    expect(notesOf(given)).toEqual([]);
  });

  test('that are not known are told by name and line', () => {
    for (const name of ['initial_epoch', 'steps_per_epoch', 'validation_steps', 'validation_freq'])
      expect(notesOf(`${name}=int(input())`)).toEqual([
        expect.stringMatching(
          new RegExp(`^${name} of fit \\(line 7\\) is not applied here, because it is not known: .+\\.$`),
        ),
      ]);
  });

  test('that leave no epoch are refused', () => {
    expect(refusalOf(fitted('epochs=3, initial_epoch=3'))).toMatch(
      /begins after epoch 3 and ends with epoch 3.*line 7/,
    );
  });

  test('a weight of the loss is taken over from a number, a list and a dictionary', () => {
    for (const weight of ['0.5', '[0.5]', "{'dense': 0.5}"]) {
      const text = fitted('epochs=1').replace(`metrics=['accuracy']`, `loss_weights=${weight}`);
      expect(ready(text).compile.lossWeight).toBe(0.5);
    }
    const open = fitted('epochs=1').replace(`metrics=['accuracy']`, 'loss_weights=[float(input())]');
    expect(ready(open).notes).toEqual([
      expect.stringMatching(/^loss_weights of compile \(line 6\) is not applied here/),
    ]);
  });
});

describe('in TensorFlow.js', () => {
  const program = (fit: string) => `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({layers: [tf.layers.flatten({inputShape: [28, 28]}), tf.layers.dense({units: 10, activation: 'softmax'})]});
model.compile({optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy']});
const [xs, ys] = [tf.zeros([100, 28, 28]), tf.zeros([100])];
await model.fit(xs, ys, {validationData: [xs, ys], ${fit}});
`;
  const of = (fit: string) => ready(program(fit), 'typescript');

  test('early stopping is taken over, with the direction and the name that TensorFlow.js takes', () => {
    expect(
      of(`callbacks: tf.callbacks.earlyStopping({monitor: 'val_acc', patience: 2, minDelta: 0.1})`).fit.callbacks,
    ).toEqual([
      { name: 'EarlyStopping', config: { monitor: 'val_accuracy', patience: 2, min_delta: 0.1, mode: 'max' } },
    ]);
    expect(of('callbacks: [tf.callbacks.earlyStopping()], initialEpoch: 1, epochs: 3').fit).toMatchObject({
      ...{ epochs: 3, initialEpoch: 1 },
      callbacks: [{ name: 'EarlyStopping', config: { mode: 'min' } }],
    });
  });

  test('a metric that TensorFlow.js does not find by this name is told', () => {
    const { fit, notes } = of(`callbacks: tf.callbacks.earlyStopping({monitor: 'val_accuracy'})`);
    expect(fit.callbacks).toBeUndefined();
    expect(notes).toContain(
      'EarlyStopping in callbacks of fit (line 5) watches val_accuracy, but TensorFlow.js measures loss, acc, so it does nothing.',
    );
  });

  test('functions of the program are told by line', () => {
    expect(of('callbacks: {onEpochEnd: (epoch, logs) => console.log(epoch, logs)}').notes).toContain(
      'callbacks of fit (line 5) is not applied here, because it is not known: functions of the program are not run.',
    );
  });

  test('restoring the best weights is refused, as TensorFlow.js stops there', () => {
    expect(
      refusalOf(program('callbacks: tf.callbacks.earlyStopping({restoreBestWeights: true})'), 'typescript'),
    ).toMatch(/does not restore the best weights/);
  });
});
