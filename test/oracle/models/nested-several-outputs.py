"""A model within a model whose calls are referred to at the ends of the outer one as well as within it."""

import keras
from keras import layers

inner_input = keras.Input((8, 4))
inner = keras.Model(inner_input, [layers.Dense(3)(inner_input), layers.GlobalMaxPooling1D()(inner_input)], name="inner")
x = keras.Input((8, 4))
steps, whole = inner(x)
again, other = inner(x * 2.0)
stack = keras.Sequential([keras.Input((4,)), layers.Dense(2)], name="stack")
model = keras.Model(x, [again, stack(whole), layers.Add()([stack(other), stack(layers.Dense(4)(whole))]), steps])
