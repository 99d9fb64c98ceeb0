import tensorflow as tf
from tensorflow.keras import layers


class WeightNorm(layers.Wrapper):
    def __init__(self, layer, data_init=False, **kwargs):
        super().__init__(layer, **kwargs)
        self.data_init = data_init

    def build(self, input_shape):
        if not self.layer.built:
            self.layer.build(input_shape)
        self.v = self.add_weight(name="v", shape=self.layer.kernel.shape, initializer="glorot_uniform")
        self.g = self.add_weight(name="g", shape=(self.layer.kernel.shape[-1],), initializer="ones")
        super().build(input_shape)

    def call(self, inputs):
        norm = tf.sqrt(tf.reduce_sum(tf.square(self.v), axis=list(range(len(self.v.shape) - 1))))
        kernel = self.v * self.g / norm
        if len(kernel.shape) == 3:
            return tf.nn.conv1d(inputs, kernel, stride=1, padding="SAME")
        return tf.matmul(inputs, kernel)


class SpectralDense(layers.Dense):
    def build(self, input_shape):
        super().build(input_shape)
        self.u = self.add_weight(shape=(1, self.units), initializer="random_normal", trainable=False, name="u")

    def call(self, inputs):
        w = tf.reshape(self.kernel, [-1, self.units])
        v = tf.linalg.l2_normalize(tf.matmul(self.u, w, transpose_b=True))
        sigma = tf.matmul(tf.matmul(v, w), self.u, transpose_b=True)
        outputs = tf.matmul(inputs, self.kernel / sigma)
        return self.activation(outputs + self.bias)


class CausalMHA(layers.Layer):
    def __init__(self, heads, key_dim):
        super().__init__()
        self.mha = layers.MultiHeadAttention(heads, key_dim)

    def call(self, x):
        return self.mha(x, x, use_causal_mask=True)


inputs = layers.Input((32, 6))
x = WeightNorm(layers.Conv1D(16, 3, padding="same"))(inputs)
x = layers.ReLU()(x)
x = WeightNorm(layers.Conv1D(24, 5, padding="same", use_bias=False), name="wn2")(x)
x = CausalMHA(2, 12)(x)
x = layers.GlobalMaxPooling1D()(x)
x = WeightNorm(layers.Dense(20))(x)
x = SpectralDense(8, activation="relu")(x)
model = tf.keras.Model(inputs, layers.Dense(1)(x))
model.summary()
