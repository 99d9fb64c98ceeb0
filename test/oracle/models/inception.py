import keras
from keras import layers

inputs = keras.Input(shape=(28, 28, 192))
one = layers.Conv2D(64, 1, activation="relu")(inputs)
three = layers.Conv2D(96, 1, activation="relu")(inputs)
three = layers.Conv2D(128, 3, padding="same", activation="relu")(three)
five = layers.Conv2D(16, 1, activation="relu")(inputs)
five = layers.Conv2D(32, 5, padding="same", activation="relu")(five)
pool = layers.MaxPooling2D(3, strides=1, padding="same")(inputs)
pool = layers.Conv2D(32, 1, activation="relu")(pool)
outputs = layers.Concatenate()([one, three, five, pool])
model = keras.Model(inputs, outputs)
