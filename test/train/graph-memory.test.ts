/** The graph keeps nothing from step to step. */

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import type { GraphModel } from '../../src/train/engines/graph/graph-model';
import { graphModel, installed, randomBatches, type Setup, stack, tfjsNode } from './graph-models';

function convolutions(): Setup {
  const { layers } = tfjsNode();
  const topology = stack([
    layers.conv2d({ filters: 8, kernelSize: 3, strides: 2, inputShape: [28, 28, 1] }),
    layers.batchNormalization(),
    layers.flatten(),
    layers.dropout({ rate: 0.2 }),
    layers.dense({ units: 10, activation: 'softmax' }),
  ]);
  return { topology, sampleShape: [28, 28, 1], units: 10, optimizer: { name: 'adam', config: {} } };
}

/** In a function of its own, so that nothing else holds the arrays afterwards. */
function loadCopies(model: GraphModel): WeakRef<Float32Array>[] {
  const copies = model.weights().map((weight) => ({ ...weight, values: weight.values.slice() }));
  model.load(copies);
  return copies.map(({ values }) => new WeakRef(values));
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

describe.skipIf(!installed)('memory', () => {
  it('holds as many tensors after many steps as after one, and no more bytes', async () => {
    const setup = convolutions();
    const model = await graphModel(setup);
    const batches = randomBatches(setup, 20, 32);
    const epoch = () => {
      for (const batch of batches) model.trainOnBatch(batch);
      model.evaluateBatch(batches[0]!);
      model.weights();
    };
    const { binding } = tfjsNode().backend() as unknown as { binding: { getNumOfTensors(): number } };
    const held = () => [tfjsNode().memory().numTensors, binding.getNumOfTensors()];
    for (let count = 0; count < 20; count++) epoch();
    const [tensors, before] = [held(), process.memoryUsage.rss()];
    for (let count = 0; count < 100; count++) epoch();
    expect(held()).toEqual(tensors);
    // 2,000 batches of pixels alone are 50 MB.
    expect((process.memoryUsage.rss() - before) / 2 ** 20).toBeLessThan(24);
    model.dispose();
  });

  it('is given back by a model that has ended', async () => {
    const setup = convolutions();
    (await graphModel(setup)).dispose();
    const before = tfjsNode().memory().numTensors;
    for (let count = 0; count < 3; count++) (await graphModel(setup)).dispose();
    expect(tfjsNode().memory().numTensors).toBe(before);
  });

  // Only some arrays lie where TensorFlow would share them. It would give them back on a thread of its own, and crash.
  it('is not shared with the weights that were loaded', async () => {
    const { layers } = tfjsNode();
    const dense = Array.from({ length: 40 }, () => layers.dense({ units: 16, inputShape: [16] }));
    const model = await graphModel({ topology: stack(dense), sampleShape: [16], units: 16 });
    const loaded = loadCopies(model);
    expect(loaded).toHaveLength(80);
    // A weak reference holds what it gave until the turn ends.
    await new Promise((resolve) => setImmediate(resolve));
    collectGarbage();
    expect(loaded.filter((weight) => weight.deref() !== undefined)).toHaveLength(0);
    model.dispose();
  });
});
