import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

def block(x, filters):
    x = layers.Conv2D(filters, 3, activation='relu')(x)
    return layers.MaxPooling2D(2)(x)

inputs = keras.Input((32, 32, 3))
x = inputs
for filters in (16, 32, 64, 128):
    x = block(x, filters)
outputs = layers.Dense(10, activation='softmax')(layers.Flatten()(x))
model = keras.Model(inputs, outputs)
