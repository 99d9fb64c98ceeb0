/** The trainer process as the command line and the extension start it, with the built-in engine. */

import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { layers, loadLayersModel, model, type SymbolicTensor, input as tfInput } from '@tensorflow/tfjs-layers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TrainingEvent, TrainingJob } from '../../src/protocol/training';
import { loadMnist } from '../../src/train/data/mnist';
import { listRuns, readEvents, readRun } from '../../src/train/run-folder';
import { type RunningTrainer, startTrainer, type TrainerOutcome } from '../../src/train/run-trainer';
import { type BuiltTrainer, buildTrainer, PACKAGE_ROOT, temporaryFolder } from './build-trainer';
import { exampleNetwork, job, modelOf, tinyNetwork } from './jobs';

let built: BuiltTrainer;
const scratch = temporaryFolder();
let count = 0;

beforeAll(async () => {
  built = await buildTrainer();
});

afterAll(() => {
  built.remove();
  rmSync(scratch, { recursive: true, force: true });
});

function freshFolder(): string {
  count++;
  return path.join(scratch, `run-${count}`);
}

interface Run {
  readonly events: TrainingEvent[];
  readonly outcome: TrainerOutcome;
}

/** Runs a job to its end; `onEvent` may stop it. */
async function train(
  one: TrainingJob,
  onEvent?: (event: TrainingEvent, trainer: RunningTrainer) => void,
): Promise<Run> {
  const events: TrainingEvent[] = [];
  const trainer = startTrainer({
    job: one,
    trainerPath: built.trainerPath,
    nodePath: process.execPath,
    onEvent: (event) => {
      events.push(event);
      onEvent?.(event, trainer);
    },
  });
  return { events, outcome: await trainer.done };
}

function ofType<Type extends TrainingEvent['type']>(events: TrainingEvent[], type: Type) {
  return events.filter((event): event is Extract<TrainingEvent, { type: Type }> => event.type === type);
}

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}

describe('a run', () => {
  it('leaves out a class that weighs nothing, and tells the weights that it trains with', async () => {
    const classWeight = { 0: 0, 1: 2 };
    const folder = freshFolder();
    const { events, outcome } = await train(job(folder, { fit: { epochs: 2, classWeight } }));
    expect(outcome).toMatchObject({ type: 'ended', outcome: 'finished' });
    expect(ofType(events, 'started')[0]!.classWeight).toEqual(classWeight);
    expect(readRun(folder)!.record.fit.classWeight).toEqual(classWeight);
    const { confusion } = ofType(events, 'evaluation').at(-1)!;
    // Nothing is learned of zeros, so none of them is taken for one; ones are still found.
    expect(confusion[0]![0]).toBeLessThan(confusion[0]!.reduce((sum, count) => sum + count) / 10);
    expect(confusion[1]![1]).toBeGreaterThan(confusion[1]!.reduce((sum, count) => sum + count) / 2);
  });

  it('refuses weights of classes that are no numbers', async () => {
    const wrong = { fit: { classWeight: { a: 1 } } };
    expect((await train(job(freshFolder(), wrong))).outcome).toMatchObject({ type: 'failed', reason: 'job' });
  });

  it('learns, reports, and leaves a folder that can be read again', async () => {
    const folder = freshFolder();
    const { events, outcome } = await train(job(folder, { fit: { epochs: 3 } }));
    expect(outcome).toMatchObject({ type: 'ended', outcome: 'finished', epochsDone: 3 });

    const [started] = ofType(events, 'started');
    expect(started).toMatchObject({ engine: 'built-in', stepsPerEpoch: 32, trainSamples: 1000, disagreements: [] });
    const epochs = ofType(events, 'epoch');
    expect(epochs[2]!.metrics.loss).toBeLessThan(0.7 * epochs[0]!.metrics.loss!);
    expect(epochs[2]!.metrics.val_sparse_categorical_accuracy).toBeGreaterThan(0.7);
    const [evaluation] = ofType(events, 'evaluation').slice(-1);
    expect(evaluation!.confusion.flat().reduce((sum, one) => sum + one, 0)).toBe(1000);
    const right = evaluation!.confusion.reduce((sum, row, label) => sum + row[label]!, 0);
    expect(right / 1000).toBeCloseTo(epochs[2]!.metrics.val_sparse_categorical_accuracy!, 6);
    const inCell = (label: number, predicted: number) =>
      evaluation!.samples.filter((sample) => sample.label === label && sample.predicted === predicted).length;
    for (const [label, row] of evaluation!.confusion.entries())
      for (const [predicted, count] of row.entries())
        expect(inCell(label, predicted)).toBeGreaterThanOrEqual(Math.min(count, 6));
    expect(evaluation!.samples.length).toBeLessThanOrEqual(400);
    expect(evaluation!.samples[0]!.predicted).not.toBe(evaluation!.samples[0]!.label);

    expect(readEvents(folder)).toEqual(events);
    expect(readRun(folder)?.record).toMatchObject({ outcome: 'finished', engine: 'built-in', epochs: [{}, {}, {}] });
    expect(readFileSync(path.join(folder, 'source.py'), 'utf8')).toBe('from keras import Sequential\n');
    expect(listRuns(scratch).map((run) => run.folder)).toContain(folder);
  });

  it('saves a model that TensorFlow.js loads and that answers the same', async () => {
    const folder = freshFolder();
    const { events } = await train(job(folder, { ...exampleNetwork(), dataset: { limit: 200 }, fit: { epochs: 1 } }));
    const artifacts = JSON.parse(readFileSync(path.join(folder, 'model/model.json'), 'utf8'));
    const bytes = readFileSync(path.join(folder, 'model/weights.bin'));
    const saved = await loadLayersModel({
      load: async () => ({
        modelTopology: artifacts.modelTopology,
        weightSpecs: artifacts.weightsManifest[0].weights,
        weightData: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer,
      }),
    });
    const { test } = loadMnist({ folder: null, packageRoot: PACKAGE_ROOT });
    const pixels = Float32Array.from(test.pixels.subarray(0, 200 * 784), (value) => value / 255);
    const outputs = saved.predict(tf.tensor4d(pixels, [200, 28, 28, 1])) as tf.Tensor;
    const answers = tf.argMax(outputs, -1).dataSync();
    const right = answers.filter((answer, index) => answer === test.labels[index]).length;
    expect(right / 200).toBeCloseTo(ofType(events, 'epoch')[0]!.metrics.val_sparse_categorical_accuracy!, 2);
  });

  it('is the same for the same seed and another for another', async () => {
    const curve = async (seed: number) => {
      const dropout = modelOf([
        layers.flatten({ inputShape: [28, 28, 1] }),
        layers.dropout({ rate: 0.3 }),
        layers.dense({ units: 10, activation: 'softmax' }),
      ]);
      const { events } = await train(job(freshFolder(), { ...dropout, fit: { seed, epochs: 1 } }));
      return ofType(events, 'epoch').map((event) => event.metrics);
    };
    const first = await curve(5);
    expect(await curve(5)).toEqual(first);
    expect(await curve(6)).not.toEqual(first);
  });

  it.each([
    ['flat samples', { sampleShape: [784] }, [784]],
    ['samples without channels', { sampleShape: [28, 28] }, [28, 28]],
  ])('takes %s', async (_what, dataset, inputShape) => {
    const target = { targetShape: [784], inputShape };
    const network = modelOf([layers.reshape(target), layers.dense({ units: 10, activation: 'softmax' })]);
    const { outcome } = await train(
      job(freshFolder(), { ...network, dataset: { ...dataset, limit: 64 }, fit: { epochs: 1 } }),
    );
    expect(outcome).toMatchObject({ type: 'ended', outcome: 'finished' });
  });

  it('takes one-hot labels and reports metrics under their Keras names', async () => {
    const compile = {
      loss: { name: 'categorical_crossentropy', config: {} },
      metrics: ['accuracy', 'mse', 'TopKCategoricalAccuracy'].map((name) => ({ name, config: {} })),
    };
    const { events } = await train(
      job(freshFolder(), { compile, dataset: { labels: 'one-hot' }, fit: { epochs: 1, validation: 0.2 } }),
    );
    const names = ['loss', 'accuracy', 'mse', 'top_k_categorical_accuracy'];
    expect(Object.keys(ofType(events, 'epoch')[0]!.metrics)).toEqual([...names, ...names.map((name) => `val_${name}`)]);
  });

  it.each(['Functional', 'Model'])('takes a %s with a shortcut', async (className) => {
    const input = tfInput({ shape: [28, 28, 1] });
    const left = layers.conv2d({ filters: 3, kernelSize: 4, strides: 4, name: 'left' }).apply(input);
    const right = layers.averagePooling2d({ poolSize: 4, name: 'right' }).apply(input);
    const joined = layers.concatenate({ name: 'joined' }).apply([left, right] as SymbolicTensor[]);
    const flat = layers.flatten({ name: 'flat' }).apply(joined);
    const output = layers.dense({ units: 10, activation: 'softmax', name: 'output' }).apply(flat);
    const network = model({ inputs: input, outputs: output as SymbolicTensor });
    const { config } = network.toJSON(null, false) as unknown as TrainingJob['topology'];
    const rows = [
      { name: 'left', className: 'Conv2D', outputShape: [null, 7, 7, 3], paramCount: 51 },
      { name: 'right', className: 'AveragePooling2D', outputShape: [null, 7, 7, 1], paramCount: 0 },
      { name: 'joined', className: 'Concatenate', outputShape: [null, 7, 7, 4], paramCount: 0 },
      { name: 'flat', className: 'Flatten', outputShape: [null, 196], paramCount: 0 },
      { name: 'output', className: 'Dense', outputShape: [null, 10], paramCount: 1970 },
    ];
    const changes = { topology: { class_name: className, config }, rows, dataset: { limit: 200 }, fit: { epochs: 2 } };
    const { events, outcome } = await train(job(freshFolder(), changes));
    expect(outcome).toMatchObject({ type: 'ended', outcome: 'finished' });
    expect(ofType(events, 'started')[0]!.disagreements).toEqual([]);
    const [first, second] = ofType(events, 'epoch');
    expect(second!.metrics.loss).toBeLessThan(first!.metrics.loss!);
  });

  it('tells where the analysis and the real model differ', async () => {
    const network = tinyNetwork();
    const rows = network.rows.map((row) => (row.className === 'Dense' ? { ...row, paramCount: 7840 } : row));
    const { events } = await train(
      job(freshFolder(), { ...network, rows, dataset: { limit: 32 }, fit: { epochs: 1 } }),
    );
    expect(ofType(events, 'started')[0]!.disagreements).toEqual([
      expect.stringMatching(/has 7850 parameters, the analysis says 7840/),
    ]);
  });
});

describe('an end before the end', () => {
  const endless = { fit: { epochs: 10_000 } };

  it('comes soon after stop and keeps what is finished', async () => {
    const folder = freshFolder();
    let asked = 0;
    const { outcome } = await train(job(folder, endless), (event, trainer) => {
      if (event.type !== 'epoch' || event.epoch !== 2) return;
      asked = performance.now();
      trainer.stop();
    });
    // Sooner than it would be ended by a signal.
    expect(performance.now() - asked).toBeLessThan(10_000);
    expect(outcome).toMatchObject({ type: 'ended', outcome: 'stopped' });
    const { record } = readRun(folder)!;
    expect(record.outcome).toBe('stopped');
    expect(record.epochs.length).toBeGreaterThanOrEqual(2);
    expect(existsSync(path.join(folder, 'model/model.json'))).toBe(true);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('comes in order on %s', async (signal) => {
    const { outcome } = await train(job(freshFolder(), endless), (event, trainer) => {
      if (event.type === 'epoch' && event.epoch === 1) process.kill(trainer.pid!, signal);
    });
    expect(outcome).toMatchObject({ type: 'ended', outcome: 'stopped' });
  });

  it('by kill -9 is told, and finished epochs are kept', async () => {
    const folder = freshFolder();
    const { events, outcome } = await train(job(folder, endless), (event, trainer) => {
      if (event.type === 'epoch' && event.epoch === 3) process.kill(trainer.pid!, 'SIGKILL');
    });
    expect(outcome).toMatchObject({ type: 'failed', reason: 'killed' });
    expect(outcome.type === 'failed' && outcome.message).toContain('SIGKILL');
    const { record } = readRun(folder)!;
    expect(record.outcome).toBe('failed');
    expect(record.epochs.length).toBeGreaterThanOrEqual(3);
    expect(readEvents(folder).at(-1)).toEqual(outcome);
    expect(events.at(-1)).toEqual(outcome);
  });

  it('leaves no process behind when the parent is killed', async () => {
    const folder = freshFolder();
    const file = path.join(scratch, 'orphan.json');
    writeFileSync(file, JSON.stringify(job(folder, endless)));
    const program = `
      const child = require('child_process').spawn(process.execPath, ${JSON.stringify([built.trainerPath, file])},
        { stdio: ['pipe', 'pipe', 'inherit'] });
      console.log(child.pid);
      child.stdout.resume();`;
    const parent = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
    const pid = Number(
      await new Promise<string>((resolve) => parent.stdout.once('data', (data) => resolve(String(data)))),
    );
    await expect.poll(() => readRun(folder)?.record.epochs.length ?? 0, { timeout: 60_000 }).toBeGreaterThan(0);
    parent.kill('SIGKILL');
    await expect.poll(() => isGone(pid), { timeout: 60_000 }).toBe(true);
    const { outcome, message } = readRun(folder)!.record;
    expect([outcome, message]).toEqual(['stopped', expect.stringContaining('was closed or loaded again')]);
  });

  it('in order by a parent that goes away, and says so', async () => {
    const folder = freshFolder();
    const { outcome } = await train(job(folder, endless), (event, trainer) => {
      if (event.type === 'epoch' && event.epoch === 1) trainer.leave();
    });
    expect(outcome).toMatchObject({
      type: 'ended',
      outcome: 'stopped',
      interrupted: expect.stringContaining('closed'),
    });
    expect(readRun(folder)!.record.epochs.length).toBeGreaterThan(0);
  });

  it('in order when it is asked to, without a word of an interruption', async () => {
    const folder = freshFolder();
    const { outcome } = await train(job(folder, endless), (event, trainer) => {
      if (event.type !== 'epoch' || event.epoch !== 1) return;
      trainer.stop();
      trainer.leave();
    });
    expect(outcome).not.toHaveProperty('interrupted');
    expect(readRun(folder)!.record.message).toBeNull();
  });
});

describe('a run that cannot be', () => {
  const failing: [string, Parameters<typeof job>[1], string, RegExp][] = [
    ['5 channels', { dataset: { sampleShape: [28, 28, 5] } }, 'dataset', /28 x 28 with 1 channel.*\(28, 28, 5\)/],
    ['no data', { dataset: { folder: '/nowhere' } }, 'dataset', /cannot be read/],
    ['another input', { dataset: { sampleShape: [784] } }, 'model', /takes samples of the shape \(28, 28, 1\)/],
    [
      'a wrong topology',
      { topology: { class_name: 'Sequential', config: { layers: [{ class_name: 'Nope', config: {} }] } } },
      'model',
      /Nope/,
    ],
    [
      'too few outputs',
      modelOf([layers.flatten({ inputShape: [28, 28, 1] }), layers.dense({ units: 5, activation: 'softmax' })]),
      'model',
      /5 outputs/,
    ],
    ['an image as output', modelOf([layers.dense({ units: 10, inputShape: [28, 28, 1] })]), 'model', /Flatten/],
    ['an odd optimizer', { compile: { optimizer: { name: 'Lion', config: {} } } }, 'job', /Lion is not supported/],
    ['no epochs', { fit: { epochs: 0 } }, 'job', /fit\.epochs/],
    ['half a batch', { fit: { batchSize: 0.5 } }, 'job', /fit\.batchSize/],
    [
      'a gradient that tfjs lacks',
      modelOf([
        layers.conv2d({ filters: 2, kernelSize: 3, dilationRate: 2, inputShape: [28, 28, 1] }),
        layers.flatten(),
        layers.dense({ units: 10, activation: 'softmax' }),
      ]),
      'model',
      /[Dd]ilation/,
    ],
  ];

  it.each(failing)('%s', async (_what, changes, reason, message) => {
    const { outcome } = await train(job(freshFolder(), changes));
    expect(outcome).toMatchObject({ type: 'failed', reason, message: expect.stringMatching(message), epochsDone: 0 });
  });

  it('a loss that is no number', async () => {
    const folder = freshFolder();
    const compile = {
      optimizer: { name: 'sgd', config: { learning_rate: 1e20 } },
      loss: { name: 'mse', config: {} },
      metrics: [],
    };
    const linear = modelOf([layers.flatten({ inputShape: [28, 28, 1] }), layers.dense({ units: 10 })]);
    const { outcome } = await train(job(folder, { ...linear, compile, dataset: { labels: 'one-hot' } }));
    expect(outcome).toMatchObject({ type: 'failed', reason: 'numeric', message: expect.stringContaining('step') });
    expect(readRun(folder)!.record.outcome).toBe('failed');
  });

  it('a run folder that cannot be made', async () => {
    const file = path.join(scratch, 'a-file');
    writeFileSync(file, '');
    const { outcome } = await train(job(path.join(file, 'run')));
    expect(outcome).toMatchObject({ type: 'failed', reason: 'folder' });
  });

  it('a program that does not exist', async () => {
    const options = { trainerPath: built.trainerPath, nodePath: '/nowhere/node', onEvent: () => undefined };
    const outcome = await startTrainer({ job: job(freshFolder()), ...options }).done;
    expect(outcome).toMatchObject({ type: 'failed', reason: 'killed', message: expect.stringContaining('started') });
  });
});

describe('a list of runs', () => {
  it('passes over folders that hold no run, and tells that a run whose process is gone has failed', () => {
    const root = path.join(scratch, 'list');
    mkdirSync(path.join(root, 'empty'), { recursive: true });
    mkdirSync(path.join(root, 'broken'), { recursive: true });
    writeFileSync(path.join(root, 'broken/run.json'), '{"version": 1, "id');
    mkdirSync(path.join(root, 'dead'), { recursive: true });
    const record = {
      version: 1,
      id: 'dead',
      startedAt: '2026-01-01T00:00:00Z',
      outcome: 'running',
      pid: 2 ** 22 + 1,
      epochs: [],
    };
    writeFileSync(path.join(root, 'dead/run.json'), JSON.stringify(record));
    expect(listRuns(root).map((run) => [run.record.id, run.record.outcome])).toEqual([['dead', 'failed']]);
    expect(listRuns(path.join(root, 'nowhere'))).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')('knows its trainer from another process with the same number', async () => {
    const root = path.join(scratch, 'numbers');
    const waiting = (folder: string) => {
      mkdirSync(path.join(root, folder), { recursive: true });
      const args = ['-e', "process.stdin.resume().on('end', process.exit)", path.join(root, 'mine', 'job.json')];
      return spawn(process.execPath, args, { stdio: ['pipe', 'ignore', 'ignore'] });
    };
    const [mine, other] = [waiting('mine'), waiting('other')];
    for (const [id, { pid }] of [['mine', mine] as const, ['other', other] as const]) {
      const record = { version: 1, id, startedAt: '2026-01-01T00:00:00Z', outcome: 'running', pid, epochs: [] };
      writeFileSync(path.join(root, id, 'run.json'), JSON.stringify(record));
    }
    const told = () => Object.fromEntries(listRuns(root).map(({ record }) => [record.id, record.outcome]));
    await expect.poll(told, { timeout: 10_000 }).toEqual({ mine: 'running', other: 'failed' });
    for (const child of [mine, other]) child.stdin!.end();
  });
});
