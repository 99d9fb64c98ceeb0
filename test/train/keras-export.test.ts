/** The exported Keras program, run by real Keras: the same model, the same answers, further epochs, two workers. Skipped without it. */

import { spawn } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TrainingOverrides } from '../../src/core';
import type { Metrics, TrainingEvent, TrainingJob } from '../../src/protocol/training';
import { loadMnist } from '../../src/train/data/mnist';
import { describeOwn } from '../../src/train/data/own/load-own';
import { exportCsv, exportKeras, exportTfjs } from '../../src/train/export/export-run';
import { kerasScript } from '../../src/train/export/keras-script';
import { writeNpz } from '../../src/train/export/npz';
import { startTrainer } from '../../src/train/run-trainer';
import { planOf } from '../unit/training/plans';
import { type BuiltTrainer, buildTrainer, PACKAGE_ROOT, temporaryFolder } from './build-trainer';

const PYTHON = path.join(PACKAGE_ROOT, '.cache/oracle-venv/bin/python');
const isThere = existsSync(PYTHON);
if (!isThere) console.warn('Skipped: there is no Keras (npm run keras-export makes it).');

const PROGRAMS: Readonly<Record<string, readonly [languageId: string, text: string]>> = {
  'a Sequential in Python': [
    'python',
    `import keras
from keras import layers
net = keras.Sequential([
    layers.Input((28, 28, 1)),
    layers.Conv2D(4, 3, strides=2, activation="relu"),
    layers.BatchNormalization(),
    layers.MaxPooling2D(2),
    layers.Dropout(0.2),
    layers.Flatten(),
    layers.Dense(10, activation="softmax", kernel_regularizer=keras.regularizers.L2(0.001)),
])
net.compile(keras.optimizers.SGD(0.05, momentum=0.5), "sparse_categorical_crossentropy", metrics=["accuracy"])
`,
  ],
  'a network with branches, a shared layer, a model inside and recurrent layers': [
    'python',
    `import keras
from keras import layers
inner = keras.Sequential([layers.Input((7, 8)), layers.Bidirectional(layers.LSTM(3, return_sequences=True)), layers.TimeDistributed(layers.Dense(4))], name="inner")
i = layers.Input((28, 28))
x = layers.Reshape((28, 28, 1))(i)
x = layers.SeparableConv2D(4, 3, strides=2, padding="same", activation="relu")(x)
x = layers.LeakyReLU(negative_slope=0.1)(x)
x = layers.DepthwiseConv2D(3, strides=2, padding="same", depthwise_regularizer=keras.regularizers.L2(0.01))(x)
x = layers.PReLU()(x)
x = layers.MaxPooling2D((1, 2))(x)
x = layers.Reshape((7, 12))(x)
x = layers.Conv1D(8, 1)(x)
x = inner(x)
y = layers.GRU(5, reset_after=False)(x)
z = layers.SimpleRNN(5)(x)
shared = layers.Dense(6, activation="gelu")
x = layers.Concatenate()([shared(y), shared(z), y])
x = layers.Identity()(x)
o = layers.Dense(10, activation="softmax")(x)
net = keras.Model(i, o)
net.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
`,
  ],
  'a model in TypeScript': [
    'typescript',
    `import * as tf from '@tensorflow/tfjs';
const net = tf.sequential();
net.add(tf.layers.conv2d({ filters: 4, kernelSize: 3, strides: 2, activation: 'relu', inputShape: [28, 28, 1] }));
net.add(tf.layers.averagePooling2d({ poolSize: 2 }));
net.add(tf.layers.flatten());
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }));
net.compile({ optimizer: 'rmsprop', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
`,
  ],
  'a layer spec in JSON': [
    'json',
    readFileSync(path.join(PACKAGE_ROOT, 'examples/conv_mnist.convlint.json'), 'utf8').replace('28, 5]', '28, 1]'),
  ],
};

/** A classifier of two classes of the user's own. */
const OWN_PROGRAM = (shape: string) => `import keras
from keras import layers
net = keras.Sequential([layers.Input(${shape}), layers.Flatten(), layers.Dense(2, activation="softmax")])
net.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
`;
const TABLE = Array.from({ length: 60 }, (_, row) => [row / 60, (row * 7) % 5, row < 30 ? 'low' : 'high']);

const SAMPLES = 256;
const scratch = temporaryFolder();
const data = path.join(scratch, 'mnist.npz');
let built: BuiltTrainer;

beforeAll(async () => {
  built = await buildTrainer();
  const { train, test } = loadMnist({ folder: null, packageRoot: PACKAGE_ROOT });
  const arrays = Object.entries({ train, test }).flatMap(([name, { pixels, labels }]) => [
    { name: `x_${name}`, shape: [SAMPLES, 28, 28], values: Float32Array.from(pixels.subarray(0, SAMPLES * 784)) },
    { name: `y_${name}`, shape: [SAMPLES], values: Float32Array.from(labels.subarray(0, SAMPLES)) },
  ]);
  writeFileSync(data, writeNpz(arrays));
});
afterAll(() => {
  built.remove();
  rmSync(scratch, { recursive: true, force: true });
});

let runs = 0;

const exportOf = (runFolder: string) =>
  exportKeras(runFolder, path.join(runFolder, 'export', 'train.py'), {
    trainerPath: built.trainerPath,
    nodePath: process.execPath,
  });

/** Trains a program a little and exports it. */
async function exported(name: string) {
  const [languageId, text] = PROGRAMS[name]!;
  return trained(text, languageId, { limit: SAMPLES });
}

async function trained(text: string, languageId: string, overrides: TrainingOverrides) {
  const plan = planOf(text, languageId, { epochs: 1, ...overrides });
  if (plan.kind !== 'ready') throw new Error(plan.message);
  runs++;
  const runFolder = path.join(scratch, `run-${runs}`);
  const events: TrainingEvent[] = [];
  const source = { path: 'net.txt', languageId, text };
  const job = { version: 1 as const, ...plan.parts, engine: 'built-in' as const, source, runFolder };
  const onEvent = (event: TrainingEvent) => void events.push(event);
  const outcome = await startTrainer({ job, trainerPath: built.trainerPath, nodePath: process.execPath, onEvent }).done;
  expect(outcome).toMatchObject({ type: 'ended', outcome: 'finished' });
  const epoch = events.find((event) => event.type === 'epoch')!;
  const [script] = await exportOf(runFolder);
  return { script, runFolder, metrics: epoch.metrics, text };
}

function python(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
  const quiet = { KERAS_BACKEND: 'tensorflow', CUDA_VISIBLE_DEVICES: '', TF_CPP_MIN_LOG_LEVEL: '3', COLUMNS: '120' };
  const child = spawn(PYTHON, args, { env: { ...process.env, ...quiet, ...env } });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(output) : reject(new Error(`${output}\n${errors.slice(-3000)}`)),
    );
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

function lossesIn(output: string): number[] {
  return [...output.matchAll(/ loss: ([\d.]+)/g)].map(([, loss]) => Number(loss));
}

/** The program's validation, by real Keras, against that of the run. */
async function measuresTheSame(metrics: Metrics, command: readonly string[]): Promise<void> {
  const output = await python([...command, '--evaluate']);
  const measured = JSON.parse(output.trim().split('\n').at(-1)!) as Record<string, number>;
  for (const [metric, value] of Object.entries(measured)) {
    const ours = metrics[`val_${metric}`]!;
    expect(Math.abs(value - ours), `${metric} ${value} against ${ours}`).toBeLessThan(1e-4 * Math.max(1, ours));
  }
  expect(Object.keys(measured).length).toBeGreaterThan(1);
}

describe.skipIf(!isThere)('the Keras program', { timeout: 240_000 }, () => {
  it.each(Object.keys(PROGRAMS))('of %s has its weights and measures the same', async (name) => {
    const { script, metrics } = await exported(name);
    await measuresTheSame(metrics, [script, '--data', data]);
  });

  it.each(['table.csv', 'pictures'])('of a run on the own data %s brings its samples along', async (place) => {
    const own = path.join(scratch, place);
    if (place === 'pictures') cpSync(path.join(import.meta.dirname, 'recorded/own/pictures'), own, { recursive: true });
    else writeFileSync(own, `a,b,class\n${TABLE.map((row) => row.join()).join('\n')}\n`);
    const shape = place === 'pictures' ? '(6, 8, 3)' : '(2,)';
    const { script, metrics } = await trained(OWN_PROGRAM(shape), 'python', { data: describeOwn(own) });
    // The program needs nothing but what lies beside it.
    rmSync(own, { recursive: true });
    await measuresTheSame(metrics, [script]);
  });

  it('has the summary of the program that it was written from, to the digit, and trains on', async () => {
    const { script, text } = await exported('a Sequential in Python');
    const original = path.join(scratch, 'original.py');
    writeFileSync(original, `${text}\nnet.summary()\n`);
    const afterTitle = (summary: string) => summary.slice(summary.indexOf('┏'));
    const theirs = await python([original]);
    expect(afterTitle(await python([script, '--summary']))).toBe(afterTitle(theirs));
    expect(theirs).toContain('Total params');
    const save = path.join(scratch, 'on.keras');
    const losses = lossesIn(await python([script, '--data', data, '--epochs', '3', '--save', save]));
    expect([losses.length, existsSync(save)]).toEqual([3, true]);
    expect(losses[2]).toBeLessThan(losses[0]!);
  });

  it('takes the samples in another order in each epoch, and in the same orders in each run', async () => {
    const { script } = await exported('a Sequential in Python');
    const program = `import runpy, sys
import numpy as np
program = runpy.run_path(sys.argv[1])
program["keras"].utils.set_random_seed(program["SEED"])
x = np.arange(40)
given = program["batches"](x, x, 8)
print([[int(value) for samples, _ in given for value in samples] for _ in range(4)])`;
    const orders = async () => JSON.parse(await python(['-c', program, script!])) as number[][];
    const first = await orders();
    expect(new Set(first.map(String)).size).toBe(4);
    for (const order of first) expect([...order].sort((a, b) => a - b)).toEqual([...Array(40).keys()]);
    expect(await orders()).toEqual(first);
  });

  it('weighs samples by their class as fit does', async () => {
    const { runFolder } = await exported('a model in TypeScript');
    const job = JSON.parse(readFileSync(path.join(runFolder, 'job.json'), 'utf8')) as TrainingJob;
    const script = path.join(runFolder, 'export', 'weighted.py');
    const fit = { ...job.fit, shuffle: false, classWeight: { 0: 4, 3: 0.5 } };
    writeFileSync(script, kerasScript({ ...job, fit }, 'weighted.weights.npz', null));
    const program = `import runpy, sys
import numpy as np
program = runpy.run_path(sys.argv[1])
def history(*data, **options):
    program["keras"].utils.set_random_seed(1)
    model = program["build_model"]()
    model.compile("sgd", "sparse_categorical_crossentropy")
    return model.fit(*data, epochs=2, shuffle=False, verbose=0, **options).history["loss"]
x = np.random.default_rng(1).random((40, 28, 28, 1), "float32")
y = np.arange(40) % 10
print([history(program["batches"](x, y, 8)), history(x, y, batch_size=8, class_weight=program["CLASS_WEIGHT"]), history(x, y, batch_size=8)])`;
    const [ours, theirs, plain] = JSON.parse(await python(['-c', program, script])) as [number[], number[], number[]];
    ours.forEach((loss, epoch) => {
      expect(loss).toBeCloseTo(theirs[epoch]!, 5);
    });
    expect(Math.abs(ours[0]! - plain[0]!)).toBeGreaterThan(0.05);
  });

  it('trains on with the callbacks, the counts and the schedule of the run', async () => {
    const { runFolder } = await exported('a model in TypeScript');
    const job = JSON.parse(readFileSync(path.join(runFolder, 'job.json'), 'utf8')) as TrainingJob;
    const weights = readdirSync(path.join(runFolder, 'export')).find((file) => file.endsWith('.weights.npz'))!;
    const written = (name: string, fit: Partial<TrainingJob['fit']>, compile: Partial<TrainingJob['compile']> = {}) => {
      const script = path.join(runFolder, 'export', `${name}.py`);
      const changed = { ...job, fit: { ...job.fit, epochs: 6, ...fit }, compile: { ...job.compile, ...compile } };
      writeFileSync(script, kerasScript(changed, weights, null));
      return python([script, '--data', data]);
    };

    // No epoch improves on the first one by so much.
    const stopping = { name: 'EarlyStopping', config: { patience: 2, min_delta: 100, restore_best_weights: true } };
    const rates = { name: 'LearningRateScheduler', config: { rates: [0.25, 0.125] } };
    const stopped = await written('stopped', {
      callbacks: [stopping, rates, { name: 'TerminateOnNaN', config: {} }],
      ...{ stepsPerEpoch: 3, validationSteps: 1, validationFreq: [1, 2, 3, 5] },
    });
    expect(stopped.match(/^Epoch .*$/gm)).toEqual(['Epoch 1/6', 'Epoch 2/6', 'Epoch 3/6']);
    expect(stopped.match(/learning_rate: [\d.]+/g)).toEqual(
      [0.25, 0.125, 0.125].map((rate) => `learning_rate: ${rate.toFixed(4)}`),
    );
    expect(stopped.match(/^3\/3 - /gm)).toHaveLength(3);

    const schedule = { name: 'PiecewiseConstantDecay', config: { boundaries: [4], values: [0.01, 0.001] } };
    const optimizer = { name: 'sgd', config: { learning_rate: schedule } };
    const later = await written(
      'later',
      { initialEpoch: 4, validationFreq: 2, validationBatchSize: 7 },
      { optimizer, lossWeight: 2 },
    );
    expect(later.match(/^Epoch .*$/gm)).toEqual(['Epoch 5/6', 'Epoch 6/6']);
    expect(later.match(/val_loss/g)).toHaveLength(1);
    const plain = await written('plain', { initialEpoch: 4 }, { optimizer });
    expect(lossesIn(later)[0]! / lossesIn(plain)[0]!).toBeGreaterThan(1.5);
  });

  it('trains on two workers, which see the same loss and the same summary', async () => {
    const { script } = await exported('a Sequential in Python');
    const worker = [`127.0.0.1:${await freePort()}`, `127.0.0.1:${await freePort()}`];
    const run = (index: number, ...args: string[]) => {
      const TF_CONFIG = JSON.stringify({ cluster: { worker }, task: { type: 'worker', index } });
      const save = path.join(scratch, `worker-${index}.keras`);
      return python([script, '--distribute', '--data', data, '--save', save, ...args], { TF_CONFIG });
    };
    const alone = await python([script, '--summary']);
    const rows = (summary: string) => summary.slice(summary.indexOf('┏'));
    for (const summary of await Promise.all([run(0, '--summary'), run(1, '--summary')])) {
      expect(rows(summary)).toBe(rows(alone));
    }
    const [chief, other] = await Promise.all([run(0, '--epochs', '3'), run(1, '--epochs', '3')]);
    const losses = (output: string) => output.match(/^Epoch .*$/gm)!;
    expect(losses(chief)).toEqual(losses(other));
    expect(losses(chief).length).toBe(3);
    expect(lossesIn(chief)[2]).toBeLessThan(lossesIn(chief)[0]!);
    expect([0, 1].map((index) => existsSync(path.join(scratch, `worker-${index}.keras`)))).toEqual([true, false]);
    expect(chief).toMatch(/"accuracy": 0\.\d+/);
  });
});

describe('a run that is kept', () => {
  it('gives its curve as a table and its model as files of TensorFlow.js', async () => {
    const { runFolder, metrics } = await exported('a model in TypeScript');
    const csv = path.join(scratch, 'out', 'curve.csv');
    exportCsv(runFolder, csv);
    const [head, row, ...rest] = readFileSync(csv, 'utf8').split('\r\n');
    expect(head!.split(',').slice(3)).toEqual(Object.keys(metrics));
    expect(row!.split(',').slice(3).map(Number)).toEqual(Object.values(metrics));
    expect(rest).toEqual(['']);
    exportTfjs(runFolder, path.join(scratch, 'tfjs'));
    expect(JSON.parse(readFileSync(path.join(scratch, 'tfjs/model.json'), 'utf8')).format).toBe('layers-model');
  });

  it('says what is missing', async () => {
    await expect(exportOf(path.join(scratch, 'nowhere'))).rejects.toThrow(/cannot be read/);
  });

  it('says which data are gone that its Keras program would need', async () => {
    const table = path.join(scratch, 'gone.csv');
    writeFileSync(table, `a,b,class\n${TABLE.map((row) => row.join()).join('\n')}\n`);
    const { runFolder } = await trained(OWN_PROGRAM('(2,)'), 'python', { data: describeOwn(table) });
    rmSync(table);
    await expect(exportOf(runFolder)).rejects.toThrow(/The data .*gone\.csv cannot be read/);
  });
});
