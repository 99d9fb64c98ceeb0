/** The graph inside the trainer process: what it tells of itself, seeds, stop, and the saved model. */

import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { layers, loadLayersModel } from '@tensorflow/tfjs-layers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TrainingEvent, TrainingJob } from '../../src/protocol/training';
import { loadMnist } from '../../src/train/data/mnist';
import { findNativeEngine } from '../../src/train/engines/native';
import { readRun } from '../../src/train/run-folder';
import { type RunningTrainer, startTrainer } from '../../src/train/run-trainer';
import { type BuiltTrainer, buildTrainer, PACKAGE_ROOT, temporaryFolder } from './build-trainer';
import { exampleNetwork, job, modelOf } from './jobs';

const installed = findNativeEngine(PACKAGE_ROOT) !== null;
const scratch = temporaryFolder();
let built: BuiltTrainer;
let count = 0;

beforeAll(async () => {
  built = await buildTrainer();
});

afterAll(() => {
  built.remove();
  rmSync(scratch, { recursive: true, force: true });
});

type Changes = Parameters<typeof job>[1];

async function train(changes: Changes, onEvent?: (event: TrainingEvent, trainer: RunningTrainer) => void) {
  const folder = path.join(scratch, `${++count}`);
  const events: TrainingEvent[] = [];
  const trainer = startTrainer({
    job: job(folder, { engine: 'native', ...changes }),
    trainerPath: built.trainerPath,
    nodePath: process.execPath,
    onEvent: (event) => {
      events.push(event);
      onEvent?.(event, trainer);
    },
  });
  const outcome = await trainer.done;
  const epochs = events.filter((event) => event.type === 'epoch');
  return { folder, outcome, started: events.find((event) => event.type === 'started'), epochs };
}

/** With every layer that keeps something or draws something. */
function noisyNetwork(): Pick<TrainingJob, 'topology' | 'rows'> {
  return modelOf([
    layers.conv2d({ filters: 4, kernelSize: 3, strides: 2, inputShape: [28, 28, 1] }),
    layers.batchNormalization(),
    layers.reLU(),
    layers.flatten(),
    layers.dropout({ rate: 0.3 }),
    layers.dense({ units: 10, activation: 'softmax' }),
  ]);
}

describe.skipIf(!installed)('the trainer with the native engine', () => {
  it('says that each step is one graph, and learns', async () => {
    const { started, epochs, outcome } = await train({ ...exampleNetwork(), fit: { epochs: 3 } });
    expect(outcome).toMatchObject({ type: 'ended', outcome: 'finished' });
    expect(started?.engineReason).toBe(
      'The native engine (TensorFlow) was asked for. Each training step is one TensorFlow graph.',
    );
    expect(epochs[2]!.metrics.loss).toBeLessThan(0.7 * epochs[0]!.metrics.loss!);
  });

  it('says which layer the graph does not cover, and trains all the same', async () => {
    const network = modelOf([
      layers.simpleRNN({ units: 8, name: 'memory', recurrentInitializer: 'glorotUniform', inputShape: [28, 28] }),
      layers.dense({ units: 10, activation: 'softmax' }),
    ]);
    const { started, outcome } = await train({
      ...network,
      dataset: { limit: 64, sampleShape: [28, 28] },
      fit: { epochs: 1 },
    });
    const reason = 'because the layer memory (SimpleRNN) is not covered by the graph.';
    expect(started?.engineReason).toContain(`operation by operation, ${reason}`);
    expect(outcome).toMatchObject({ type: 'ended', outcome: 'finished' });
  });

  it('gives the same curve for the same seed and another for another', async () => {
    const curve = async (seed: number) => {
      const { epochs } = await train({ ...noisyNetwork(), fit: { seed }, dataset: { limit: 160 } });
      return epochs.map(({ metrics }) => metrics);
    };
    const first = await curve(5);
    expect(first.length).toBe(2);
    expect(await curve(5)).toEqual(first);
    expect(await curve(6)).not.toEqual(first);
  }, 60_000);

  it('saves a model that TensorFlow.js loads and that answers the same', async () => {
    const { folder, epochs } = await train({ ...noisyNetwork(), dataset: { limit: 200 } });
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
    const outputs = (saved.predict(tf.tensor4d(pixels, [200, 28, 28, 1])) as tf.Tensor).dataSync();
    const losses = Array.from({ length: 200 }, (_, at) => -Math.log(outputs[at * 10 + test.labels[at]!]!));
    const loss = losses.reduce((sum, one) => sum + one, 0) / 200;
    expect(Math.abs(loss / epochs.at(-1)!.metrics.val_loss! - 1)).toBeLessThan(1e-4);
  });

  it('ends soon after stop and keeps what is finished', async () => {
    let asked = 0;
    const { folder, outcome } = await train({ ...exampleNetwork(), fit: { epochs: 10_000 } }, (event, trainer) => {
      if (event.type !== 'epoch' || event.epoch !== 2) return;
      asked = performance.now();
      trainer.stop();
    });
    // Sooner than it would be ended by a signal.
    expect(performance.now() - asked).toBeLessThan(10_000);
    expect(outcome).toMatchObject({ type: 'ended', outcome: 'stopped' });
    expect(readRun(folder)!.record.epochs.length).toBeGreaterThanOrEqual(2);
  });
});
