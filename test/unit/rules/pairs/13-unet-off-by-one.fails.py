import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

def down(x, filters):
    skip = layers.Conv2D(filters, 3, padding='same', activation='relu')(x)
    return skip, layers.MaxPooling2D()(skip)

def up(x, skip, filters):
    x = layers.Conv2DTranspose(filters, 2, strides=2)(x)
    x = layers.concatenate([x, skip])
    return layers.Conv2D(filters, 3, padding='same', activation='relu')(x)

inputs = keras.Input((150, 150, 3))
a, x = down(inputs, 8)
b, x = down(x, 16)
x = layers.Conv2D(32, 3, padding='same', activation='relu')(x)
x = up(x, b, 16)
x = up(x, a, 8)
model = keras.Model(inputs, layers.Conv2D(1, 1, activation='sigmoid')(x))
