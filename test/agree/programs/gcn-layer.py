import numpy as np
import tensorflow as tf
from tensorflow.keras import layers, Model, regularizers


class GraphConv(layers.Layer):
    def __init__(self, units, activation=None, use_bias=True, kernel_regularizer=None, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.activation = tf.keras.activations.get(activation)
        self.use_bias = use_bias
        self.kernel_regularizer = regularizers.get(kernel_regularizer)

    def build(self, input_shapes):
        features_shape, adj_shape = input_shapes
        self.kernel = self.add_weight(name="kernel", shape=(features_shape[-1], self.units), initializer="glorot_uniform", regularizer=self.kernel_regularizer)
        if self.use_bias:
            self.bias = self.add_weight(name="bias", shape=(self.units,), initializer="zeros")
        super().build(input_shapes)

    def call(self, inputs):
        x, a = inputs
        h = tf.matmul(x, self.kernel)
        h = tf.matmul(a, h)
        if self.use_bias:
            h = tf.nn.bias_add(h, self.bias)
        return self.activation(h)

    def get_config(self):
        return {**super().get_config(), "units": self.units}


class GAT(layers.Layer):
    def __init__(self, units, heads):
        super().__init__()
        self.units, self.heads = units, heads

    def build(self, shapes):
        f = shapes[0][-1]
        self.w = self.add_weight(shape=(f, self.heads, self.units), initializer="glorot_uniform", name="w")
        self.a_self = self.add_weight(shape=(self.units, self.heads, 1), name="a_self")
        self.a_neigh = self.add_weight(shape=(self.units, self.heads, 1), name="a_neigh")

    def call(self, inputs):
        x, a = inputs
        x = tf.einsum("...NI , IHO -> ...NHO", x, self.w)
        s = tf.einsum("...NHI , IHO -> ...NHO", x, self.a_self)
        n = tf.einsum("...NHI , IHO -> ...NHO", x, self.a_neigh)
        n = tf.einsum("...ABC -> ...CBA", n)
        att = s + n
        att = tf.nn.leaky_relu(att, alpha=0.2)
        att += (1.0 - tf.cast(a[..., None, :], tf.float32)) * -1e10
        att = tf.nn.softmax(att, axis=-1)
        out = tf.einsum("...NHM , ...MHI -> ...NHI", att, x)
        shape = tf.concat([tf.shape(out)[:-2], [self.heads * self.units]], axis=0)
        return tf.reshape(out, shape)


N, F, C = 20, 16, 4
x_in = layers.Input((N, F))
a_in = layers.Input((N, N))
h = GraphConv(32, activation="relu", kernel_regularizer="l2")([x_in, a_in])
h = layers.Dropout(0.5)(h)
h = GraphConv(32, activation="relu")([h, a_in])
pooled = layers.GlobalAveragePooling1D()(h)
out = layers.Dense(C, activation="softmax")(pooled)
model = Model([x_in, a_in], out)
model.compile("adam", "categorical_crossentropy")
x = np.random.rand(10, N, F).astype("float32")
a = np.random.randint(0, 2, (10, N, N)).astype("float32")
y = tf.one_hot(np.random.randint(0, C, 10), C)
model.fit([x, a], y, epochs=1, verbose=0)
