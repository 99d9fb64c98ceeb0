import keras
from keras import layers

inp = keras.Input((30, 30, 3))
skip = layers.Conv2D(16, 3, padding="same")(inp)
x = layers.MaxPooling2D()(skip)
x = layers.MaxPooling2D()(x)
x = layers.UpSampling2D()(x)
x = layers.UpSampling2D()(x)
x = layers.Concatenate()([skip, x])
model = keras.Model(inp, x)
