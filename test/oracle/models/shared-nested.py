import keras
from keras import layers

tower = keras.Sequential(
    [keras.Input(shape=(28, 28, 1)), layers.Conv2D(8, 3, activation="relu"), layers.GlobalAveragePooling2D()], name="tower"
)
a = keras.Input(shape=(28, 28, 1))
b = keras.Input(shape=(28, 28, 1))
difference = layers.Subtract()([tower(a), tower(b)])
model = keras.Model([a, b], layers.Dense(1)(difference))
