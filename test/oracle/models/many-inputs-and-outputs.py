import keras
from keras import layers

title = keras.Input(shape=(None,), dtype="int32", name="title")
body = keras.Input(shape=(200,), dtype="int32", name="body")
tags = keras.Input(shape=(12,), name="tags")
title_features = layers.LSTM(32)(layers.Embedding(1000, 16)(title))
body_features = layers.GRU(32)(layers.Embedding(1000, 16)(body))
x = layers.concatenate([title_features, body_features, tags])
priority = layers.Dense(1, name="priority")(x)
department = layers.Dense(4, activation="softmax", name="department")(x)
model = keras.Model(inputs=[title, body, tags], outputs=[priority, department])
