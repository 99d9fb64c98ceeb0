import keras
from keras import layers


class Pair(layers.Layer):
    def __init__(self):
        super().__init__()
        self.a = layers.Dense(8)
        self.b = layers.Dense(9)

    def call(self, x):
        a = self.a(x)
        b = self.b(x)
        return layers.Add()([a, b])


inp = keras.Input((4,))
model = keras.Model(inp, Pair()(inp))
