/** Callbacks in a whole run: how it ends and what is kept. And EarlyStopping against the one of TensorFlow.js. */

import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import '@tensorflow/tfjs-backend-cpu';
import { layers, callbacks as tfjsCallbacks } from '@tensorflow/tfjs-layers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NamedConfig, TrainingEvent, TrainingJob } from '../../src/protocol/training';
import { planCallbacks } from '../../src/train/callbacks/plan-callbacks';
import { planCompile } from '../../src/train/compile/plan';
import type { TrainableModel } from '../../src/train/engine';
import { seededRandom } from '../../src/train/random';
import { readRun } from '../../src/train/run-folder';
import { startTrainer } from '../../src/train/run-trainer';
import { type BuiltTrainer, buildTrainer, temporaryFolder } from './build-trainer';
import { job, modelOf } from './jobs';

let built: BuiltTrainer;
const scratch = temporaryFolder();
let runs = 0;

beforeAll(async () => {
  built = await buildTrainer();
}, 60_000);
afterAll(() => {
  built.remove();
  rmSync(scratch, { recursive: true, force: true });
});

/** One number for each class, without an activation. */
const linear = {
  ...modelOf([layers.flatten({ inputShape: [28, 28, 1] }), layers.dense({ units: 10 })]),
  dataset: { limit: 320, labels: 'one-hot' as const },
};

async function train(
  fit: Partial<TrainingJob['fit']>,
  compile: Partial<TrainingJob['compile']> = {},
  others: Parameters<typeof job>[1] = {},
) {
  const runFolder = path.join(scratch, `run-${++runs}`);
  const events: TrainingEvent[] = [];
  const settings = job(runFolder, { dataset: { limit: 320 }, ...others, fit: { seed: 3, ...fit }, compile });
  const onEvent = (event: TrainingEvent) => void events.push(event);
  await startTrainer({ job: settings, trainerPath: built.trainerPath, nodePath: process.execPath, onEvent }).done;
  const epochs = events.filter((event) => event.type === 'epoch');
  return {
    events,
    epochs,
    last: events.at(-1)!,
    weights: () => readFileSync(path.join(runFolder, 'model/weights.bin')),
    runFolder,
  };
}

const stopping = (config: NamedConfig['config']) => ({ callbacks: [{ name: 'EarlyStopping', config }] });

describe('a run that a callback ends', () => {
  it('is finished, says why, and has the weights of the best epoch again', async () => {
    // No epoch improves on the first one by so much.
    const config = { patience: 2, min_delta: 10, restore_best_weights: true };
    const { epochs, events, last, weights, runFolder } = await train({ epochs: 9, ...stopping(config) });
    const reason = 'Stopped early at epoch 3: val_loss has not improved by more than 10 for 2 epochs.';
    expect(epochs).toHaveLength(3);
    expect(last).toMatchObject({ type: 'ended', outcome: 'finished', epochsDone: 3, reason });
    expect(events).toContainEqual(expect.objectContaining({ type: 'restored', epoch: 1 }));
    expect(readRun(runFolder)!.record).toMatchObject({ outcome: 'finished', message: reason });
    expect(weights().equals((await train({ epochs: 1 })).weights())).toBe(true);
  });

  it('with a loss that is no number is no failure', async () => {
    const compile = {
      optimizer: { name: 'sgd', config: { learning_rate: 1e30 } },
      loss: { name: 'mean_squared_error', config: {} },
    };
    const terminating = { epochs: 3, callbacks: [{ name: 'TerminateOnNaN', config: {} }] };
    const { last } = await train(terminating, compile, linear);
    expect(last).toMatchObject({
      ...{ type: 'ended', outcome: 'finished', epochsDone: 1 },
      reason: expect.stringMatching(
        /^Stopped early in epoch 1: the loss of step \d+ is (NaN|Infinity), .*TerminateOnNaN/,
      ),
    });
    expect((await train({ epochs: 3 }, compile, linear)).last).toMatchObject({ type: 'failed', reason: 'numeric' });
  });
});

describe('a run whose learning rate changes', () => {
  it('tells the rate of each epoch and keeps it', async () => {
    const rates = [0.01, 0.005, 0.001];
    const { epochs, runFolder } = await train({
      epochs: 3,
      callbacks: [{ name: 'LearningRateScheduler', config: { rates } }],
    });
    expect(epochs.map(({ learningRate }) => learningRate)).toEqual(rates.map(Math.fround));
    expect(readRun(runFolder)!.record.epochs.map(({ learningRate }) => learningRate)).toEqual(rates.map(Math.fround));
  });
});

describe('before the start', () => {
  it('what is not applied is told with the first step', async () => {
    const notes = ['Mine in callbacks of fit (line 9) is not applied here.'];
    const { events } = await train({ epochs: 1 }, {}, { notes });
    expect(events[0]).toMatchObject({ type: 'starting', notes });
    expect(events.filter((event) => 'notes' in event)).toHaveLength(1);
  });

  it.each([
    ['a metric that nobody measures', stopping({ monitor: 'val_acc' }), /EarlyStopping watches val_acc.*Keras stops/],
    [
      'a callback that is not there',
      { callbacks: [{ name: 'SwapEMAWeights', config: {} }] },
      /no callback SwapEMAWeights/,
    ],
    ['an argument that is not there', stopping({ colour: 'red' }), /EarlyStopping: colour/],
    [
      'more epochs than rates are known for',
      { epochs: 3, callbacks: [{ name: 'LearningRateScheduler', config: { rates: [0.1] } }] },
      /known for the one epoch of the program/,
    ],
    ['epochs that are all done', { epochs: 2, initialEpoch: 2 }, /Epoch 3 would be the first one/],
  ])('is refused: %s', async (_what, fit, message) => {
    const { last, epochs } = await train(fit);
    expect(epochs).toEqual([]);
    expect(last).toMatchObject({ type: 'failed', reason: 'job', message: expect.stringMatching(message) });
  });
});

describe('EarlyStopping of a TensorFlow.js program', () => {
  it('ends runs as that of TensorFlow.js does', async () => {
    const random = seededRandom(11);
    const oneOf = <Value>(...values: readonly Value[]) => values[Math.floor(random() * values.length)]!;
    const plan = planCompile(
      { optimizer: { name: 'sgd', config: {} }, loss: { name: 'mse', config: {} }, metrics: [] },
      'sparse',
      1,
    );
    let ended = 0;
    for (let round = 0; round < 400; round++) {
      const [patience, minDelta] = [oneOf(0, 1, 2, 3), oneOf(0, 0.1)];
      const [mode, baseline] = [oneOf('min', 'max') as 'min' | 'max', oneOf(null, 0.3, 0.6)];
      const values = Array.from({ length: 12 }, () => Math.fround(random()));
      const theirs = tfjsCallbacks.earlyStopping({
        patience,
        minDelta,
        mode,
        ...(baseline === null ? {} : { baseline }),
      });
      const model = { stopTraining: false };
      (theirs as unknown as { model: object }).model = model;
      await theirs.onTrainBegin();
      const config = { patience, min_delta: minDelta, mode, baseline };
      const [make] = planCallbacks({ callbacks: [{ name: 'EarlyStopping', config }], epochs: 12 }, plan, 'tfjs');
      const ours = make!({} as TrainableModel);
      for (const [index, value] of values.entries()) {
        await theirs.onEpochEnd(index, { val_loss: value });
        const reason = ours.epochEnds!({ epoch: index + 1, metrics: { val_loss: value }, isValidated: true });
        expect(reason !== null, JSON.stringify({ config, values, index })).toBe(model.stopTraining);
        if (reason === null) continue;
        ended++;
        break;
      }
    }
    expect(ended).toBeGreaterThan(200);
  });
});
