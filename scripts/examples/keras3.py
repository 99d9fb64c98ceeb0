"""Writes examples/conv_mnist_keras3.json: the network of the example notebook as real Keras 3 serialises it.

    .cache/oracle-venv/bin/python scripts/examples/keras3.py     (the environment that scripts/oracle/setup.mjs makes)
"""

import json
from pathlib import Path

import keras
from keras import layers, metrics

inputs = keras.Input(shape=(28, 28, 5))
x = layers.Conv2D(16, (3, 3), strides=(2, 2), padding="valid")(inputs)
x = layers.Conv2D(32, (3, 3), strides=(2, 2), padding="valid")(x)
x = layers.Conv2D(64, (3, 3), strides=(2, 2), padding="valid")(x)
x = layers.Flatten()(x)
x = layers.Dense(64, activation="relu")(x)
outputs = layers.Dense(10, activation="softmax")(x)
mynet = keras.Model(inputs=inputs, outputs=outputs, name="mynet")
mynet.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=[metrics.SparseCategoricalAccuracy()])

target = Path(__file__).parents[2] / "examples" / "conv_mnist_keras3.json"
target.write_text(json.dumps(json.loads(mynet.to_json()), indent=2) + "\n")
print(f"wrote {target.name} with Keras {keras.__version__}")
