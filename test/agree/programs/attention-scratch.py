import math
import numpy as np
import keras
from keras import layers, ops


class SelfAttention(keras.layers.Layer):
    def __init__(self, d_model, num_heads, **kwargs):
        super().__init__(**kwargs)
        assert d_model % num_heads == 0
        self.d_model = d_model
        self.num_heads = num_heads
        self.depth = d_model // num_heads
        self.wq = layers.Dense(d_model)
        self.wk = layers.Dense(d_model)
        self.wv = layers.Dense(d_model)
        self.dense = layers.Dense(d_model)

    def split_heads(self, x):
        batch = ops.shape(x)[0]
        x = ops.reshape(x, (batch, -1, self.num_heads, self.depth))
        return ops.transpose(x, (0, 2, 1, 3))

    def call(self, q, k=None, v=None, mask=None):
        k = q if k is None else k
        v = k if v is None else v
        batch = ops.shape(q)[0]
        q, k, v = self.split_heads(self.wq(q)), self.split_heads(self.wk(k)), self.split_heads(self.wv(v))
        scores = ops.matmul(q, ops.transpose(k, (0, 1, 3, 2))) / math.sqrt(self.depth)
        if mask is not None:
            scores += mask * -1e9
        weights = ops.softmax(scores, axis=-1)
        context = ops.matmul(weights, v)
        context = ops.transpose(context, (0, 2, 1, 3))
        context = ops.reshape(context, (batch, -1, self.d_model))
        return self.dense(context)


class AdditivePool(layers.Layer):
    def __init__(self, units, **kw):
        super().__init__(**kw)
        self.units = units

    def build(self, input_shape):
        self.W = self.add_weight(shape=(input_shape[-1], self.units), initializer="glorot_uniform", name="W")
        self.b = self.add_weight(shape=(self.units,), initializer="zeros", name="b")
        self.u = self.add_weight(shape=(self.units, 1), initializer="glorot_uniform", name="u")

    def call(self, x):
        uit = ops.tanh(ops.tensordot(x, self.W, axes=1) + self.b)
        ait = ops.tensordot(uit, self.u, axes=1)
        a = ops.softmax(ait, axis=1)
        return ops.sum(x * a, axis=1)

    def compute_output_shape(self, input_shape):
        return (input_shape[0], input_shape[-1])


inp = keras.Input((40,), dtype="int32")
h = layers.Embedding(1000, 48)(inp)
pos = layers.Embedding(40, 48)(ops.arange(40))
h = h + pos
for i in range(3):
    a = SelfAttention(48, 4, name=f"att_{i}")(h)
    h = layers.LayerNormalization()(layers.add([h, a]))
    f = layers.Dense(96, activation="gelu")(h)
    f = layers.Dense(48)(f)
    h = layers.LayerNormalization()(h + f)
h = AdditivePool(16)(h)
out = layers.Dense(2, activation="softmax")(h)
model = keras.Model(inp, out)
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(np.random.randint(0, 1000, (12, 40)), np.random.randint(0, 2, (12,)), verbose=0)
