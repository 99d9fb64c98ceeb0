"""More of what libraries of models do: registries, checks, layers that are built before they are called."""

import sys

import keras
import tensorflow as tf
from keras import layers


class Registry(dict):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)

    def names(self):
        return list(self.keys())


class Config:
    def __init__(self, values):
        self.values = values

    def __getattr__(self, name):
        return self.values[name]


def checked(low):
    if sys.version_info[:2] >= low and len(sys.argv) >= 0:
        return True
    raise RuntimeError("too old")


def as_size(value):
    return value.value if hasattr(value, "value") else value


class Position(layers.Layer):
    def __init__(self, length, **kwargs):
        super().__init__(**kwargs)
        self.length = length

    def build(self, shape):
        self.table = self.add_weight(name="table", shape=[self.length, shape[-1]])
        self.built = True

    def call(self, x):
        return x + self.table


class Embedded(layers.Layer):
    def __init__(self, length, width, **kwargs):
        super().__init__(**kwargs)
        self.width = width
        self.tokens = layers.Embedding(100, width)
        self.positions = Position(length)

    def build(self, shape):
        self.tokens.build(shape)
        self.positions.build(tuple(shape) + (self.width,))
        self.built = True

    def call(self, x):
        return self.positions(self.tokens(x))


class Heads(layers.Layer):
    def __init__(self, heads, **kwargs):
        super().__init__(**kwargs)
        self.heads = heads

    def build(self, shape):
        self.width = shape[-1]
        self.query = layers.Dense(self.width)
        self.out = layers.Dense(self.width)

    def call(self, x):
        batch = tf.shape(x)[0]
        q = tf.reshape(self.query(x), (batch, -1, self.heads, self.width // self.heads))
        q = tf.transpose(q, perm=[0, 2, 1, 3])
        return self.out(tf.reshape(tf.transpose(q, perm=[0, 2, 1, 3]), (batch, -1, self.width)))


class Block(layers.Layer):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.dense = layers.Dense(units)

    def call(self, x):
        return self.dense(x)


registry = Registry({"block": Block, "heads": Heads})
config = Config({"units": 24, "steps": 3})
inputs = keras.Input((16,), dtype="int32")
x = Embedded(16, 32)(inputs)
if checked((3, 6)):
    for i in range(config.steps)[::-1]:
        x = registry["block"](config.units + 8 * i, name="block_%d" % i)(x)
for size in range(4)[1:-1]:
    x = layers.Dense(as_size(size) * 12)(x)
if type(config.units) not in (tuple, list):
    x = registry.get("heads")(4)(x)
model = keras.Model(inputs, x)
