/** What a layer or model of the program costs: the sum of what its `call` applies and of the products in it. */
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
        self.kernel = self.add_weight(shape=(6, 4))
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
    ['return ops.matmul(x, ops.ones((6, 4)))', 10 * 4 * 6],
    ['return x @ self.kernel', 10 * 4 * 6],
    ['return tf.matmul(x, x, transpose_b=True)', 10 * 10 * 6],
    ['return ops.dot(x, self.kernel)', 10 * 4 * 6],
    ['return tf.tensordot(x, self.kernel, axes=[[2], [0]])', 10 * 4 * 6],
    ['return ops.tensordot(x, self.kernel, axes=1)', 10 * 4 * 6],
    ['return ops.einsum("btf,fo->bto", x, self.kernel)', 10 * 4 * 6],
    ['return tf.einsum("btf,bsf->bts", x, x)', 10 * 10 * 6],
    ['return ops.einsum("btf,btf->btf", x, x)', 0],
    ['return ops.conv(x, ops.ones((3, 6, 5)), padding="same")', 10 * 5 * 3 * 6],
    ['return tf.nn.depthwise_conv2d(x[:, :, None], tf.ones((3, 1, 6, 2)), [1, 1, 1, 1], "SAME")', 10 * 12 * 3],
    ['return self.wide(x) + x @ (self.kernel @ tf.ones((4, 8)))', 10 * 6 * 8 + 6 * 4 * 8 + 10 * 6 * 8],
    ['return ops.dot_product_attention(*[x[:, :, None]] * 3)[:, :, 0]', 2 * 10 * 10 * 6],
    [
      'return ops.softmax(self.wide(x) @ ops.transpose(self.wide(x), (0, 2, 1))) @ x',
      2 * 480 + 10 * 10 * 8 + 10 * 10 * 6,
    ],
  ])('costs the products that it sums up itself: %s', (body, macs) => {
    expect(costs(body)).toEqual({ layer: macs, model: macs });
  });

  it.each([
    // The samples and their places become one axis.
    'return ops.reshape(self.narrow(self.wide(ops.reshape(x, (-1, 6)))), (-1, 10, 6))',
    // In which order three are multiplied is not said.
    'return ops.einsum("btf,bsf,bsg->btg", self.wide(x), self.wide(x), x)',
    // Samples are mixed with each other.
    'return ops.matmul(ops.transpose(self.wide(x), (1, 0, 2)), ops.ones((10, 8, 6)))',
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

it.each([
  ['x @ y', 10 * 10 * 6],
  ['layers.Lambda(lambda pair: tf.matmul(pair[0], pair[1]))([x, y])', 10 * 10 * 6],
  ['keras.Model([x, y], ops.einsum("bij,bjk->bik", x, y))([x, y])', 10 * 10 * 6],
])('a product between layers has its cost: %s', (product, macs) => {
  const text = `import keras
import tensorflow as tf
from keras import layers, ops
x = keras.Input((10, 6))
y = keras.Input((6, 10))
model = keras.Model([x, y], ${product})
`;
  expect(modelRows(analyze({ kind: 'file', languageId: 'python', text }, {})!).at(-1)!.macs).toBe(macs);
});

it('a nested model with a product costs what it takes for the size it is given', () => {
  const text = `import keras
from keras import ops
x = keras.Input((None, 6))
inner = keras.Model(x, ops.matmul(x, ops.transpose(x, (0, 2, 1))))
y = keras.Input((10, 6))
model = keras.Model(y, inner(y))
`;
  expect(modelRows(analyze({ kind: 'file', languageId: 'python', text }, {})!).at(-1)!.macs).toBe(10 * 10 * 6);
});
