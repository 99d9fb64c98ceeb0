import keras
from keras import layers

inputs = keras.Input(shape=(16, 64, 64, 1))
x = layers.Conv3D(8, (3, 3, 3), activation="relu")(inputs)
x = layers.MaxPooling3D((1, 2, 2))(x)
x = layers.Conv3D(16, 3, strides=(1, 2, 2), padding="same")(x)
x = layers.AveragePooling3D(2)(x)
x = layers.Flatten()(x)
outputs = layers.Dense(2, activation="softmax")(x)
model = keras.Model(inputs, outputs)
