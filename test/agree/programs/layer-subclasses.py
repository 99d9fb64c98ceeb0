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


class ChannelConv(layers.Conv2D):
    """One filter per channel; how many channels there are is known when it is built."""

    def __init__(self, kernel_size, activation=None, **kwargs):
        super().__init__(filters=None, kernel_size=kernel_size, activation=activation, **kwargs)

    def build(self, input_shape):
        self.channels = input_shape[-1]
        self.depthwise = self.add_weight(shape=(*self.kernel_size, self.channels, 1), name="depthwise")
        self.offset = self.add_weight(shape=(self.channels,), name="offset") if self.use_bias else None
        self.built = True

    def call(self, inputs):
        x = ops.depthwise_conv(inputs, self.depthwise, strides=self.strides, padding=self.padding)
        if self.offset is not None:
            x = x + self.offset
        if self.activation is not None:
            return self.activation(x)
        return x

    def compute_output_shape(self, input_shape):
        sizes = [(size - kernel) // stride + 1 for size, kernel, stride in zip(input_shape[1:3], self.kernel_size, self.strides)]
        return (input_shape[0], *sizes, input_shape[-1])


inputs = keras.Input((16, 16, 3))
x = SamePadConv(8, activation="relu")(inputs)
x = SamePadConv(filters=12, kernel_size=(1, 1), strides=2)(x)
x = ScaledConv(6, 3, name="scaled")(x)
x = ChannelConv((3, 2), strides=(2, 1), use_bias=False)(x)
x = ChannelConv(1, activation="relu", name="channels")(x)
x = layers.Flatten()(x)
x = NormedDense(20)(x)
x = NamedDropout(0.3)(x)
model = keras.Model(inputs, NormedDense(4, name="logits")(x))
seq = keras.Sequential([keras.Input((10,)), NormedDense(5), layers.Dense(2)])
