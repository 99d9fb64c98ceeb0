/** The graph keeps nothing from step to step. */

import { describe, expect, it } from 'vitest';
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
});
