import keras
from keras import layers


def block(x, filters):
    x = layers.Conv2D(filters, 3)(x)
    return layers.MaxPooling2D()(x)


inputs = keras.Input((28, 28, 1))
x = inputs
for f in (16, 32, 64, 128):
    x = block(x, f)
model = keras.Model(inputs, layers.Flatten()(x))
