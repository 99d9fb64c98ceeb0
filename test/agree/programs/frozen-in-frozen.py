import keras
from keras import layers

backbone = keras.Sequential([keras.Input((4,)), layers.Dense(3), layers.Dense(2)], name="backbone")
backbone.trainable = False
head = keras.Sequential([keras.Input((4,)), backbone, layers.Dense(1)], name="head")

inputs = keras.Input((4,))
inner = keras.Model(inputs, backbone(inputs), name="inner")
inner.trainable = False
outer = keras.Model(inputs, inner(inputs), name="outer")
inner.layers[-1].trainable = True

again = keras.Sequential([keras.Input((4,)), layers.Dense(3), layers.Dense(2)], name="again")
again.trainable = False
again.layers[-1].trainable = True
around = keras.Sequential([keras.Input((4,)), again, layers.Dense(1)], name="around")
