"""Records after which epochs the ModelCheckpoint of real Keras saves the best model, for values as a metric may have them.

Usage: python test/train/record-checkpoint.py > test/train/recorded/checkpoint.json
"""

import json
import os

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras
import numpy as np

VALUES = {
    "falls": [0.9, 0.5, 0.4, 0.3],
    "rises": [0.1, 0.5, 0.5, 0.8],
    "turns": [0.4, 0.6, 0.2, 0.7, 0.2],
    "differs less than a 32-bit float": [0.3, 0.3 + 1e-12, 0.3 - 1e-12],
    "leaves epochs out": [0.4, None, 0.2, None, 0.3],
}
SETTINGS = [
    {"monitor": "val_loss"},
    {"monitor": "loss"},
    {"monitor": "val_accuracy"},
    {"monitor": "accuracy", "mode": "min"},
    {"monitor": "val_loss", "mode": "max"},
    {"monitor": "val_accuracy", "initial_value_threshold": 0.55},
    {"monitor": "val_loss", "initial_value_threshold": 0.25},
]


def built():
    model = keras.Sequential([keras.layers.Input((2,)), keras.layers.Dense(2, activation="softmax")])
    model.compile("sgd", "sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(np.zeros((4, 2)), np.zeros(4), verbose=0)
    return model


def saved(settings, values):
    epochs = []
    callback = keras.callbacks.ModelCheckpoint("best.keras", save_best_only=True, **settings)
    model = built()
    model.save = lambda *_, **__: epochs.append(callback._current_epoch + 1)
    callback.set_model(model)
    for epoch, value in enumerate(values):
        callback.on_epoch_begin(epoch)
        if value is not None:
            # As the logs of fit have them.
            callback.on_epoch_end(epoch, {settings["monitor"]: float(np.float32(value))})
    return epochs


rows = [
    {"what": what, "values": values, "settings": settings, "saved": saved(settings, values)}
    for what, values in VALUES.items()
    for settings in SETTINGS
]
print('{"keras": %s, "rows": [' % json.dumps(keras.__version__))
print(",\n".join(json.dumps(row) for row in rows))
print("]}")
