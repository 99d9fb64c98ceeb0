/** The native engine against the built-in one: two implementations, one curve. Skipped where it is not installed. */

import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { layers } from '@tensorflow/tfjs-layers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Metrics, TrainingEvent, TrainingJob } from '../../src/protocol/training';
import { startTrainer } from '../../src/train/run-trainer';
import { type BuiltTrainer, buildTrainer, PACKAGE_ROOT, temporaryFolder } from './build-trainer';
import { exampleNetwork, job, modelOf } from './jobs';

const installed = existsSync(path.join(PACKAGE_ROOT, '.cache/native-engine/ready.json'));
if (!installed) {
  console.warn('Skipped: the native engine is not installed (node scripts/setup-native-engine.mjs makes it).');
}

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

async function train(one: TrainingJob, env: Record<string, string> = {}): Promise<TrainingEvent[]> {
  const events: TrainingEvent[] = [];
  const onEvent = (event: TrainingEvent) => events.push(event);
  const trainer = startTrainer({ job: one, trainerPath: built.trainerPath, nodePath: process.execPath, onEvent, env });
  await trainer.done;
  return events;
}

async function curve(engine: 'native' | 'built-in', model: Pick<TrainingJob, 'topology' | 'rows'>): Promise<Metrics[]> {
  count++;
  const events = await train(job(path.join(scratch, `${count}`), { ...model, engine, dataset: { limit: 320 } }));
  return events.filter((event) => event.type === 'epoch').map((event) => event.metrics);
}

const MODELS: Readonly<Record<string, () => Pick<TrainingJob, 'topology' | 'rows'>>> = {
  'the example network': exampleNetwork,
  // Without dropout: the engines draw its masks in their own ways.
  'pooling, batch norm and a shortcut-like stride': () =>
    modelOf([
      layers.conv2d({ filters: 4, kernelSize: 3, padding: 'same', inputShape: [28, 28, 1] }),
      layers.batchNormalization(),
      layers.reLU(),
      layers.maxPooling2d({ poolSize: 2 }),
      layers.conv2d({ filters: 6, kernelSize: 1, strides: 2, padding: 'same' }),
      layers.depthwiseConv2d({ kernelSize: 3, padding: 'same', activation: 'relu' }),
      layers.averagePooling2d({ poolSize: 2, padding: 'same' }),
      layers.separableConv2d({ filters: 8, kernelSize: 2, activation: 'tanh' }),
      layers.flatten(),
      layers.dense({ units: 10, activation: 'softmax', kernelRegularizer: 'l1l2' }),
    ]),
};

describe.skipIf(!installed)('the native engine', () => {
  it.each(Object.keys(MODELS))('trains %s as the built-in engine does', async (name) => {
    const native = await curve('native', MODELS[name]!());
    const builtIn = await curve('built-in', MODELS[name]!());
    expect(native.length).toBe(2);
    for (const [index, metrics] of native.entries()) {
      expect(Object.keys(metrics)).toEqual(Object.keys(builtIn[index]!));
      expect(Math.abs(metrics.loss! / builtIn[index]!.loss! - 1)).toBeLessThan(1e-3);
      expect(Math.abs(metrics.val_loss! / builtIn[index]!.val_loss! - 1)).toBeLessThan(1e-2);
    }
  });

  it('is what auto chooses', async () => {
    const events = await train(job(path.join(scratch, 'auto'), { engine: 'auto', dataset: { limit: 32 } }));
    const started = events.find((event) => event.type === 'started');
    expect(started).toMatchObject({ engine: 'native', engineReason: expect.stringContaining('installed') });
  });
});

describe('without a native engine', () => {
  const missing = { CONVLINT_NATIVE_ENGINE: '/nowhere' };

  it('auto takes the built-in one and says why', async () => {
    const events = await train(
      job(path.join(scratch, 'fallback'), { engine: 'auto', dataset: { limit: 32 } }),
      missing,
    );
    const started = events.find((event) => event.type === 'started');
    expect(started).toMatchObject({ engine: 'built-in', engineReason: expect.stringContaining('/nowhere') });
  });

  it('asking for it fails with the reason', async () => {
    const events = await train(job(path.join(scratch, 'none'), { engine: 'native' }), missing);
    expect(events.at(-1)).toMatchObject({
      type: 'failed',
      reason: 'engine',
      message: expect.stringContaining('/nowhere'),
    });
  });
});
