/** Weights of classes against `fit` of the real TensorFlow.js: the loss of each epoch and the weights at the end. */

import '@tensorflow/tfjs-backend-cpu';
import * as core from '@tensorflow/tfjs-core';
import * as tfjs from '@tensorflow/tfjs-layers';
import { describe, expect, it } from 'vitest';
import { planCompile } from '../../src/train/compile/plan';
import { batchesInOrder } from '../../src/train/data/batches';
import { weighted } from '../../src/train/data/image-set';
import { compileEagerly } from '../../src/train/engines/layers-model';
import { Meter } from '../../src/train/meter';
import { difference } from './graph-models';
import recorded from './recorded/keras-fit.json';

const [BATCH, EPOCHS, CLASSES] = [8, 3, recorded.classes];
const CLASS_WEIGHT = { 0: 0.5, 1: 3, 2: 1, 3: 0 };
const images = {
  count: recorded.labels.length,
  height: recorded.shape[0]!,
  width: recorded.shape[1]!,
  channels: 1,
  pixels: Uint8Array.from(recorded.pixels),
  labels: Uint8Array.from(recorded.labels),
};

function network(): tfjs.Sequential {
  core.disposeVariables();
  const model = tfjs.sequential({
    layers: [
      tfjs.layers.flatten({ inputShape: recorded.shape }),
      tfjs.layers.dense({ units: 6, activation: 'tanh', name: 'hidden' }),
      tfjs.layers.dense({ units: CLASSES, activation: 'softmax', name: 'end', kernelRegularizer: 'l1l2' }),
    ],
  });
  model.setWeights(
    model.getWeights().map((weight, index) => core.randomUniform(weight.shape, -0.4, 0.4, 'float32', 7 + index)),
  );
  return model;
}

describe('weights of classes count as in fit of TensorFlow.js', () => {
  it.each([
    ['sparse_categorical_crossentropy', 'sparseCategoricalCrossentropy', 'sparse'],
    ['categorical_crossentropy', 'categoricalCrossentropy', 'one-hot'],
    ['mean_squared_error', 'meanSquaredError', 'one-hot'],
  ] as const)('%s', async (name, inTfjs, labels) => {
    const model = network();
    model.compile({ optimizer: core.train.sgd(0.1), loss: inTfjs });
    const x = core.tensor4d(
      Float32Array.from(images.pixels, (value) => value / 255),
      [images.count, 6, 6, 1],
    );
    const numbers = core.tensor1d([...images.labels], 'int32');
    const y = labels === 'sparse' ? core.cast(numbers, 'float32') : core.oneHot(numbers, CLASSES);
    const { history } = await model.fit(x, y, {
      batchSize: BATCH,
      epochs: EPOCHS,
      shuffle: false,
      verbose: 0,
      classWeight: CLASS_WEIGHT,
    });
    const expected = model.getWeights().map((weight) => [...weight.dataSync()]);

    const settings = {
      optimizer: { name: 'sgd', config: { learning_rate: 0.1 } },
      loss: { name, config: {} },
      metrics: [],
    };
    const plan = planCompile(settings, labels, CLASSES);
    const tf = { ...core, models: tfjs.models, model: tfjs.model };
    const ours = compileEagerly(tf, network(), {
      plan,
      sampleShape: recorded.shape,
      scale: 255,
      labels,
      weighted: true,
    });
    const losses = Array.from({ length: EPOCHS }, () => {
      const meter = new Meter([]);
      for (const batch of batchesInOrder(weighted(images, CLASS_WEIGHT), BATCH))
        meter.add(batch, ours.trainOnBatch(batch) as Awaited<ReturnType<typeof ours.trainOnBatch>>);
      return meter.values().loss!;
    });
    expect(difference(losses, history.loss as number[])).toBeLessThan(1e-4);
    ours.weights().forEach(({ values, name: weight }, index) => {
      expect(difference(values, expected[index]!, 0.1), weight).toBeLessThan(1e-4);
    });
  });

  it('a class without a weight is refused', async () => {
    const model = network();
    model.compile({ optimizer: 'sgd', loss: 'sparseCategoricalCrossentropy' });
    const x = core.zeros([4, 6, 6, 1]);
    const fitted = model.fit(x, core.tensor1d([0, 1, 2, 3]), { classWeight: { 0: 1, 1: 1 } });
    await expect(fitted).rejects.toThrow(/classWeight must contain all classes/);
  });
});
