/** Shapes and types of tensors with values: the analysis knows what the real TensorFlow.js computes. */
import { describe, expect, it } from 'vitest';
import { analyze } from '../../../src/core';
import { valuesInTfjs } from '../../support/tfjs';

const expressions = [
  'tf.tensor([[1, 2], [3, 4]])',
  'tf.tensor([1, 2, 3, 4], [2, 2], "int32")',
  'tf.scalar(3)',
  'tf.tensor1d([1, 2, 3], "int32")',
  'tf.tensor2d([1, 2, 3, 4, 5, 6], [3, 2])',
  'tf.tensor3d([[[1], [2]]])',
  'tf.tensor4d(new Float32Array(24), [1, 2, 3, 4])',
  'tf.tensor(new Int32Array([1, 2]))',
  'tf.tensor([true, false])',
  'tf.zeros([2, 3])',
  'tf.ones([4], "int32")',
  'tf.fill([2, 2], 7)',
  'tf.randomNormal([5, 6])',
  'tf.randomUniform([5, 6], 0, 1, "int32")',
  'tf.eye(3)',
  'tf.eye(3, 4)',
  'tf.range(0, 10, 3)',
  'tf.range(5, 0)',
  'tf.linspace(0, 1, 11)',
  'tf.oneHot(tf.tensor1d([0, 1, 2], "int32"), 10)',
  'tf.oneHot(tf.tensor2d([[0, 1], [2, 3]], [2, 2], "int32"), 4)',
  'tf.zerosLike(tf.ones([2, 3], "int32"))',
  'tf.relu(tf.ones([2, 3]))',
  'tf.softmax(tf.ones([2, 3]))',
  'tf.cast(tf.ones([2, 3]), "int32")',
  'tf.sqrt(tf.ones([2]))',
  'tf.abs(tf.ones([2], "int32"))',
  'tf.add(tf.ones([2, 1, 3]), tf.ones([4, 1]))',
  'tf.add(tf.ones([2], "int32"), tf.ones([2]))',
  'tf.sub(tf.ones([2, 3]), 1)',
  'tf.mul(2, tf.ones([2, 3]))',
  'tf.div(tf.ones([2, 3]), 255)',
  'tf.div(tf.ones([2], "int32"), tf.ones([2], "int32"))',
  'tf.equal(tf.ones([2, 3]), tf.ones([3]))',
  'tf.sum(tf.ones([2, 3]))',
  'tf.sum(tf.ones([2, 3]), 1)',
  'tf.mean(tf.ones([2, 3, 4]), [0, -1], true)',
  'tf.max(tf.ones([2, 3], "int32"), 0)',
  'tf.argMax(tf.ones([2, 3]), -1)',
  'tf.argMin(tf.ones([2, 3]))',
  'tf.reshape(tf.ones([2, 6]), [-1, 3])',
  'tf.reshape(tf.ones([2, 6]), [12])',
  'tf.expandDims(tf.ones([2, 3]))',
  'tf.expandDims(tf.ones([2, 3]), -1)',
  'tf.squeeze(tf.ones([1, 2, 1]))',
  'tf.squeeze(tf.ones([1, 2, 1]), [0])',
  'tf.transpose(tf.ones([2, 3, 4]))',
  'tf.transpose(tf.ones([2, 3, 4]), [1, 0, 2])',
  'tf.concat([tf.ones([2, 3]), tf.ones([4, 3])])',
  'tf.concat([tf.ones([2, 3]), tf.ones([2, 1])], -1)',
  'tf.stack([tf.ones([2, 3]), tf.ones([2, 3])], 1)',
  'tf.unstack(tf.ones([3, 2]))[1]',
  'tf.split(tf.ones([6, 2]), 3)[0]',
  'tf.split(tf.ones([6, 2]), [1, 5])[1]',
  'tf.slice(tf.ones([6, 2]), [1, 0], [2, -1])',
  'tf.slice(tf.ones([6, 2]), [4])',
  'tf.slice(tf.ones([6, 2]), 2, 3)',
  'tf.tile(tf.ones([2, 3]), [2, 1])',
  'tf.pad(tf.ones([2, 3]), [[1, 1], [0, 2]])',
  'tf.gather(tf.ones([5, 2]), tf.tensor1d([0, 2, 4], "int32"))',
  'tf.matMul(tf.ones([2, 3]), tf.ones([3, 4]))',
  'tf.image.resizeBilinear(tf.ones([1, 8, 8, 3]), [4, 6])',
  'tf.image.resizeNearestNeighbor(tf.ones([8, 8, 3], "int32"), [16, 16])',
  'tf.tidy(() => tf.reshape(tf.ones([4, 4]), [2, 8]))',
  'tf.cumsum(tf.ones([2, 3]), 1)',
  'tf.clipByValue(tf.ones([2, 3]), 0, 1)',
  'tf.reverse(tf.ones([2, 3]), 0)',
];

const text = expressions.map((expression, i) => `const a${i} = ${expression};`).join('\n');

describe('tensors', async () => {
  const { graph } = analyze({ kind: 'file', languageId: 'javascript', text })!;
  const real = await valuesInTfjs(
    text,
    expressions.map((_, i) => `a${i}`),
  );
  for (const [i, expression] of expressions.entries()) {
    it(expression, () => {
      const found = graph.arrays.find(({ name }) => name === `a${i}`);
      expect({ shape: found?.shape, dtype: found?.dtype }).toEqual(real[i]);
    });
  }

  it('are known without faults', () => expect(graph.faults).toEqual([]));
});
