import keras
from keras import layers, ops


class NormedDense(layers.Dense):
    def __init__(self, units, **kwargs):
        super().__init__(units, use_bias=False, **kwargs)

    def build(self, input_shape):
        super().build(input_shape)
        self.gain = self.add_weight(shape=(self.units,), initializer="ones", name="gain")

    def call(self, inputs):
        return super().call(inputs) * self.gain


class SamePadConv(layers.Conv2D):
    def __init__(self, filters, kernel_size=3, **kwargs):
        super().__init__(filters, kernel_size, padding="same", **kwargs)


class ScaledConv(keras.layers.Conv2D):
    def call(self, inputs):
        x = super().call(inputs)
        return ops.relu(x) * 2.0


class NamedDropout(layers.Dropout):
    pass


inputs = keras.Input((16, 16, 3))
x = SamePadConv(8, activation="relu")(inputs)
x = SamePadConv(filters=12, kernel_size=(1, 1), strides=2)(x)
x = ScaledConv(6, 3, name="scaled")(x)
x = layers.Flatten()(x)
x = NormedDense(20)(x)
x = NamedDropout(0.3)(x)
model = keras.Model(inputs, NormedDense(4, name="logits")(x))
seq = keras.Sequential([keras.Input((10,)), NormedDense(5), layers.Dense(2)])
