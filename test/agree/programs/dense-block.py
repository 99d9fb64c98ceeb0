import keras
from keras import layers, regularizers
from functools import partial

GROWTH = 12
conv = partial(layers.Conv2D, padding="same", use_bias=False, kernel_regularizer=regularizers.l2(1e-4))


def dense_block(x, n):
    features = [x]
    for _ in range(n):
        y = layers.BatchNormalization()(x)
        y = layers.ReLU()(y)
        y = conv(4 * GROWTH, 1)(y)
        y = layers.BatchNormalization()(y)
        y = layers.ReLU()(y)
        y = conv(GROWTH, kernel_size=3)(y)
        features.append(y)
        x = layers.Concatenate()(features)
    return x


def transition(x, compression=0.5):
    channels = int(x.shape[-1] * compression)
    x = conv(channels, 1)(layers.ReLU()(layers.BatchNormalization()(x)))
    return layers.AveragePooling2D(2)(x)


inputs = keras.Input((32, 32, 3))
x = conv(2 * GROWTH, 3)(inputs)
blocks = [3, 3, 3]
for i, n in enumerate(blocks):
    x = dense_block(x, n)
    if i != len(blocks) - 1:
        x = transition(x)
x = layers.GlobalAveragePooling2D()(x)
model = keras.Model(inputs, layers.Dense(100, activation="softmax")(x))
model.summary()
