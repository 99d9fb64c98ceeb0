/** The memory of the built-in engine ends at 4 GB: what does not fit is told as such, and nothing is written over. */

import { backend } from '@tensorflow/tfjs-core';
import { layers } from '@tensorflow/tfjs-layers';
import { expect, it } from 'vitest';
import { planCompile } from '../../src/train/compile/plan';
import { loadBuiltInEngine } from '../../src/train/engines/built-in';
import { tellWhereFull } from '../../src/train/wasm/full-heap';
import { PACKAGE_ROOT } from './build-trainer';
import { job, modelOf } from './jobs';

it('a batch that does not fit fails with what it needs, and the weights are what they were', async () => {
  const engine = await loadBuiltInEngine([PACKAGE_ROOT]);
  const wide = modelOf([
    layers.dense({ units: 400_000, inputShape: [2] }),
    layers.dense({ units: 2, activation: 'softmax' }),
  ]);
  const plan = planCompile(job('').compile, 'sparse', 2);
  const built = await engine.build(wide.topology);
  const model = built.compile({ plan, sampleShape: [2], scale: 255, labels: 'sparse' });
  const batchOf = (size: number) => ({ size, pixels: new Uint8Array(2 * size).fill(9), labels: new Uint8Array(size) });
  const before = await model.evaluateBatch(batchOf(2));
  // The first dense layer alone would give 6 GB.
  expect(() => model.trainOnBatch(batchOf(4000))).toThrow(
    /^The built-in engine has no room for 6,104 MB more beside [\d,]+ MB\. Its memory is limited; a smaller batch/,
  );
  // As much as there may be at all, beside the model.
  const { wasm } = backend() as unknown as { wasm: { _malloc(bytes: number): number } };
  expect(() => wasm._malloc(2 ** 32 - 2 ** 20)).toThrow(/^The built-in engine has no room for 4,095 MB more beside/);
  expect(await model.evaluateBatch(batchOf(2))).toEqual(before);
  model.dispose();
});

it('what a kernel meets without room is told as such, other faults as they are', () => {
  const failing = (error: Error) => {
    const step = () => {
      throw error;
    };
    return tellWhereFull({ trainOnBatch: step, evaluateBatch: step } as unknown as Parameters<typeof tellWhereFull>[0]);
  };
  const batch = { size: 0, pixels: new Uint8Array(0), labels: new Uint8Array(0) };
  // A module whose only function reads behind the end of its memory, which has no page.
  const bytes = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 127, 3, 2, 1, 0, 5, 3, 1, 0, 0, 7, 5, 1, 1, 102, 0, 0];
  const code = [10, 9, 1, 7, 0, 65, 0, 40, 2, 0, 11];
  const instance = new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from([...bytes, ...code])));
  let met: unknown = null;
  try {
    (instance.exports.f as () => number)();
  } catch (error) {
    met = error;
  }
  expect(() => failing(met as Error).trainOnBatch(batch)).toThrow(
    /^The built-in engine ended with "memory access out of/,
  );
  const other = new Error('other');
  expect(() => failing(other).evaluateBatch(batch)).toThrow(other);
});
