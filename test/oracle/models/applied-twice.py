import keras
from keras import layers

inputs = keras.Input(shape=(16, 16, 8))
convolution = layers.Conv2D(8, 3, activation="relu")
x = convolution(inputs)
x = convolution(x)
x = convolution(x)
model = keras.Model(inputs, layers.Flatten()(x))
