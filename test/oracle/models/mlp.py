import keras
from keras import layers

model = keras.Sequential(
    [
        keras.Input(shape=(784,)),
        layers.Dense(128, activation="relu"),
        layers.Dropout(0.2),
        layers.Dense(64, activation="relu", use_bias=False),
        layers.Dense(10, activation="softmax", name="digits"),
    ],
    name="mlp",
)
