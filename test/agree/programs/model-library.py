"""What libraries of models do that scripts seldom do."""

import os
from importlib import import_module

import keras
import numpy as np
import tensorflow as tf
from keras import backend as K
from keras import layers
from packaging import version
from six.moves import range, reduce

MODERN = version.parse(tf.__version__) >= version.parse("2.6")
LEGACY = os.environ.get("TF_USE_LEGACY_KERAS", "0") == "1"
if MODERN and not LEGACY:
    from keras.layers import BatchNormalization, Conv2D, Input
else:
    from tensorflow.keras.layers import BatchNormalization, Conv2D, Input

core = import_module("keras.{}".format("layers"))
act = eval("core.ReLU")
ReLUs = [act, eval("layers.PReLU")]


class Block(layers.Layer):
    def __init__(self, filters, activation=None, constraint=None, **kwargs):
        super().__init__(**kwargs)
        self.filters = filters
        self.activation = keras.activations.get(activation)
        self.constraint = keras.constraints.get(constraint)
        self.steps = []

    def build(self, input_shape):
        shape = input_shape
        for i in range(2):
            conv = Conv2D(self.filters, 3, padding="same", name="conv_%d" % i)
            conv.build(shape)
            self.steps.append(conv)
            shape = conv.compute_output_shape(shape)
        for step in self.steps:
            self.__setattr__(step.name, step)
        if shape[-1] != input_shape[-1]:
            self.match = Conv2D(self.filters, 1, name="match")
        else:
            self.match = layers.Lambda(lambda x: x, name="match")
        self.match.build(input_shape)
        self.bias = self.add_weight(
            name="bias", shape=(shape[-1],), initializer=keras.initializers.get("zeros"), constraint=self.constraint
        )

    def call(self, inputs):
        x = inputs
        for step in self.steps:
            x = step(x)
        return [self.activation(x + self.bias), self.match(inputs)]


class Repeated(keras.Model):
    def __init__(self):
        super().__init__()
        self.conv = Conv2D(8, 3, strides=2, padding="same")
        self.norm = BatchNormalization()

    def call(self, x):
        self.conv.strides = (2, 2)
        x = self.norm(self.conv(x))
        self.conv.strides = (1, 1)
        return self.conv(x)


inputs = Input((32, 32, 3))
x, skip = Block(8, "relu")(inputs)
x, skip = Block(8, name="second")(layers.add([x, skip]))
if K.backend() == "tensorflow":
    for make in ReLUs:
        x = make()(x)
size = reduce(lambda a, b: a * b, [2, 2])
x = layers.AveragePooling2D(size)(x)
x = Repeated()(x)
model = keras.Model(inputs, globals()["layers"].GlobalAveragePooling2D()(x))
