import tensorflow as tf
from tensorflow.keras import layers, Model


class PatchEmbed(layers.Layer):
    def __init__(self, patch_size, dim):
        super().__init__()
        self.patch_size = patch_size
        self.proj = layers.Dense(dim)

    def call(self, images):
        size = self.patch_size
        h, w, c = images.shape[1:]
        x = tf.reshape(images, (-1, h // size, size, w // size, size, c))
        x = tf.transpose(x, [0, 1, 3, 2, 4, 5])
        x = tf.reshape(x, [-1, (h // size) * (w // size), size * size * c])
        return self.proj(x)


class ClassToken(layers.Layer):
    def build(self, input_shape):
        self.token = self.add_weight(name="token", shape=(1, 1, input_shape[-1]), initializer="zeros")

    def call(self, x):
        batch = tf.shape(x)[0]
        token = tf.repeat(self.token, batch, axis=0)
        return tf.concat([token, x], axis=1)


class SqueezeExcite(layers.Layer):
    def __init__(self, ratio=4, **kwargs):
        super().__init__(**kwargs)
        self.ratio = ratio

    def build(self, input_shape):
        c = input_shape[-1]
        self.fc1 = layers.Dense(c // self.ratio, activation="relu")
        self.fc2 = layers.Dense(c, activation="sigmoid")
        super().build(input_shape)

    def call(self, x):
        s = tf.reduce_mean(x, axis=[1, 2])
        s = self.fc2(self.fc1(s))
        return x * s[:, tf.newaxis, tf.newaxis, :]


inp = layers.Input((32, 32, 3))
x = PatchEmbed(4, 48)(inp)
x = ClassToken()(x)
x = layers.LayerNormalization()(x)
vit = Model(inp, layers.Dense(10)(x[:, 0]))

inp = layers.Input((32, 32, 12))
x = SqueezeExcite(ratio=3)(inp)
se = Model(inp, layers.GlobalAveragePooling2D()(x))
