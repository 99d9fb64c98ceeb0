"""A model within a model takes the mask of what it is called on."""

import keras
from keras import layers

steps = keras.Input((7, 4))
inner = keras.Sequential([keras.Input((7, 4)), layers.LSTM(3, return_sequences=True)], name="inner")
masked = layers.Masking()(steps)
model = keras.Model(steps, [inner(masked), inner(steps)])
