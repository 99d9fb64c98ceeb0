/** Training makes no tensors that stay. */

import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { planCompile } from '../../src/train/compile/plan';
import { batchesInOrder } from '../../src/train/data/batches';
import { sliceImages } from '../../src/train/data/image-set';
import { loadMnist } from '../../src/train/data/mnist';
import { loadBuiltInEngine } from '../../src/train/engines/built-in';
import { PACKAGE_ROOT } from './build-trainer';
import { exampleNetwork, job } from './jobs';

it('holds as many tensors and bytes after 20 steps as after one', async () => {
  const engine = await loadBuiltInEngine([PACKAGE_ROOT]);
  const { train } = loadMnist({ folder: null, packageRoot: PACKAGE_ROOT });
  const built = await engine.build(exampleNetwork().topology);
  const plan = planCompile(job('').compile, 'sparse', 10);
  const model = built.compile({ plan, sampleShape: [28, 28, 1], scale: 255, labels: 'sparse' });
  const held = () => [tf.memory().numTensors, tf.memory().numBytes];
  let after: number[] = [];
  for (const batch of batchesInOrder(sliceImages(train, 0, 320), 16)) {
    await model.trainOnBatch(batch);
    await model.evaluateBatch(batch);
    if (after.length === 0) after = held();
  }
  expect(held()).toEqual(after);
  model.dispose();
});
