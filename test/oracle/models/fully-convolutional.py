import keras
from keras import layers

inputs = keras.Input(shape=(None, None, 3))
x = layers.Conv2D(8, 3, activation="relu")(inputs)
x = layers.Conv2D(16, 3, strides=2, padding="same", activation="relu")(x)
x = layers.UpSampling2D(2, interpolation="bilinear")(x)
heat = layers.Conv2D(1, 1)(x)
pooled = layers.GlobalMaxPooling2D()(x)
label = layers.Dense(4, activation="softmax")(pooled)
model = keras.Model(inputs, [heat, label])
