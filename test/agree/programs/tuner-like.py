"""A build function for KerasTuner; HyperParameters here is a small stand-in."""
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers


class HyperParameters:
    def __init__(self):
        self.values = {}

    def Int(self, name, min_value, max_value, step=1, default=None):
        return self.values.setdefault(name, default if default is not None else min_value)

    def Float(self, name, min_value, max_value, step=None, sampling=None, default=None):
        return self.values.setdefault(name, default if default is not None else min_value)

    def Choice(self, name, values, default=None):
        return self.values.setdefault(name, default or values[0])

    def Boolean(self, name, default=False):
        return self.values.setdefault(name, default)


def build_model(hp):
    model = keras.Sequential()
    model.add(keras.Input(shape=(28, 28, 1)))
    for i in range(hp.Int("num_conv", 1, 3, default=2)):
        model.add(
            layers.Conv2D(
                filters=hp.Int(f"filters_{i}", min_value=32, max_value=128, step=32),
                kernel_size=hp.Choice("kernel", values=[3, 5]),
                activation="relu",
                padding="same",
            )
        )
        model.add(layers.MaxPooling2D())
    model.add(layers.Flatten())
    for i in range(hp.Int("num_layers", 1, 3)):
        model.add(layers.Dense(units=hp.Int(f"units_{i}", min_value=32, max_value=512, step=32), activation=hp.Choice("activation", ["relu", "tanh"])))
    if hp.Boolean("dropout", default=True):
        model.add(layers.Dropout(rate=0.25))
    model.add(layers.Dense(10, activation="softmax"))
    learning_rate = hp.Float("lr", min_value=1e-4, max_value=1e-2, sampling="log")
    model.compile(optimizer=keras.optimizers.Adam(learning_rate=learning_rate), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


model = build_model(HyperParameters())
model.summary()
model.fit(np.random.rand(20, 28, 28, 1), np.random.randint(0, 10, 20), epochs=1, verbose=0)
