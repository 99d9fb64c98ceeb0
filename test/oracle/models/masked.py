"""Masks that go through layers: what makes them is part of the model where a layer takes them."""

import keras
from keras import layers

words = keras.Input((7,), dtype="int32", name="words")
tags = keras.Input((5,), dtype="int32", name="tags")
table = layers.Embedding(20, 6, mask_zero=True)
joined = layers.Dropout(0.1)(layers.Concatenate(axis=1)([table(words), table(tags)]))
states = layers.Bidirectional(layers.LSTM(5, return_sequences=True))(joined)
shown = layers.Masking()(layers.Dense(10)(states))
merged = layers.LSTM(3, return_sequences=True)(layers.Add()([states, shown]))
steps = layers.Attention()([merged, merged])
# A convolution hands no mask on.
last = layers.LSTM(2)(layers.Conv1D(4, 3)(steps))
model = keras.Model([words, tags], [layers.Dense(2)(layers.SimpleRNN(2)(steps)), last])
