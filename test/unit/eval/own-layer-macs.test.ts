/** What a layer or model of the program costs: the sum of what its `call` applies, where nothing else multiplies. */
import { describe, expect, it } from 'vitest';
import { analyze, layerRows, modelRows } from '../../../src/core';

const head = `import keras
import tensorflow as tf
from keras import layers, ops
class Own(layers.Layer):
    def __init__(self):
        super().__init__()
        self.wide = layers.Dense(8)
        self.narrow = layers.Dense(6)
    def build(self, shape):
        self.scale = self.add_weight(shape=(6,))
    def call(self, x):
`;
const use = `
inputs = keras.Input((10, 6))
outputs = Own()(inputs)
model = keras.Model(inputs, outputs)
`;

function costs(body: string): { readonly layer: unknown; readonly model: unknown } {
  const analysis = analyze({ kind: 'file', languageId: 'python', text: `${head}        ${body}\n${use}` }, {})!;
  const [own] = layerRows(analysis).filter(({ class: name }) => name === 'Own');
  return { layer: own?.macs, model: modelRows(analysis).at(-1)?.macs };
}

/** Both layers on each of 10 places. */
const both = 10 * (6 * 8 + 8 * 6);

describe('a layer of the program', () => {
  it.each([
    ['return self.narrow(self.wide(x))', both],
    ['return self.narrow(ops.relu(self.wide(x))) * self.scale + x', both],
    ['return self.narrow(self.wide(self.narrow(self.wide(x))))', 2 * both],
    ['return ops.reshape(self.narrow(self.wide(ops.reshape(x, (-1, 5, 12))[:, :, :6])), (-1, 5, 6))', both / 2],
    ['return ops.mean(self.narrow(self.wide(x)), axis=1)', both],
  ])('costs what it applies: %s', (body, macs) => {
    expect(costs(body)).toEqual({ layer: macs, model: macs });
  });

  it.each([
    // The samples and their places become one axis.
    'return ops.reshape(self.narrow(self.wide(ops.reshape(x, (-1, 6)))), (-1, 10, 6))',
    'return ops.matmul(self.narrow(self.wide(x)), ops.eye(6))',
    'return ops.einsum("btf,bsf->bts", self.wide(x), self.wide(x))',
    'return self.narrow(self.wide(x)) if tf.random.uniform(()) < 0.5 else self.narrow(self.wide(x))',
  ])('has no cost that is known: %s', (body) => {
    expect(costs(body)).toEqual({ layer: null, model: null });
  });
});

it('a model of the program costs what its call applies', () => {
  const text = `import keras
from keras import layers, ops
class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.wide = layers.Dense(8)
        self.narrow = layers.Dense(6)
    def call(self, x):
        return self.narrow(ops.relu(self.wide(x)))
net = Net()
net(keras.Input((20,)))
`;
  expect(modelRows(analyze({ kind: 'file', languageId: 'python', text }, {})!)[0]!.macs).toBe(20 * 8 + 8 * 6);
});
