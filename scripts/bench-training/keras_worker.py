"""Trains with real Keras when told to: python keras_worker.py fit|best|curve BATCH DATA_FOLDER [EPOCHS].

Prints `ready`, then for each line on standard input one line of JSON. For `fit` and `best` a line is a number of steps
and the answer what they took: the time is that of the epoch itself, without what `fit` does before and after it. For
`curve` a line is a seed and the answer is the history of that many epochs of a fresh model, validated on the test part;
the seed gives the initial weights and the orders of the samples, which differ from epoch to epoch.
"""

import json
import os
import sys
import time

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras
import numpy as np
import tensorflow as tf
from keras import layers

HOW, BATCH, FOLDER = sys.argv[1], int(sys.argv[2]), sys.argv[3]
STEPS_PER_CALL = 8


class Clock(keras.callbacks.Callback):
    def on_epoch_begin(self, epoch, logs=None):
        self.start = time.perf_counter(), time.process_time()

    def on_epoch_end(self, epoch, logs=None):
        self.wall = 1000 * (time.perf_counter() - self.start[0])
        self.cpu = 1000 * (time.process_time() - self.start[1])
        self.loss = logs["loss"]


def read(name, header):
    return np.fromfile(os.path.join(FOLDER, name), dtype=np.uint8)[header:]


def network():
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(16, 3, strides=2),
            layers.Conv2D(32, 3, strides=2),
            layers.Conv2D(64, 3, strides=2),
            layers.Flatten(),
            layers.Dense(64, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(
        optimizer="adam",
        loss="sparse_categorical_crossentropy",
        metrics=["sparse_categorical_accuracy"],
        steps_per_execution=STEPS_PER_CALL if HOW == "best" else 1,
    )
    return model


def part(name):
    x = read(f"{name}-images-idx3-ubyte", 16).reshape(-1, 28, 28, 1).astype("float32") / 255
    return x, read(f"{name}-labels-idx1-ubyte", 8)


def shuffled(x, y, seed):
    """Another order in each epoch, as `fit` has for arrays while no seed is set. Once one is, `fit` makes its permutation
    anew from that seed in each epoch, which is the same order again and again."""
    order = tf.data.Dataset.range(len(x)).shuffle(len(x), seed=seed)
    return order.batch(BATCH).map(lambda indices: (tf.gather(x, indices), tf.gather(y, indices)))


def curves(epochs):
    (x, y), test = part("train"), part("t10k")
    x, y = tf.convert_to_tensor(x), tf.convert_to_tensor(y)
    print("ready", flush=True)
    for line in sys.stdin:
        seed = int(line)
        keras.backend.clear_session()
        keras.utils.set_random_seed(seed)
        history = network().fit(shuffled(x, y, seed), epochs=epochs, validation_data=test, verbose=0).history
        print(json.dumps(history), flush=True)


def main():
    if HOW == "curve":
        curves(int(sys.argv[4]))
        return
    keras.utils.set_random_seed(1)
    x, y = part("train")
    model = network()
    datasets = {}
    print("ready", flush=True)
    for line in sys.stdin:
        count = min(len(x), int(line) * BATCH)
        clock = Clock()
        if HOW == "best":
            if count not in datasets:
                data = tf.data.Dataset.from_tensor_slices((x[:count], y[:count]))
                datasets[count] = data.batch(BATCH).cache().prefetch(tf.data.AUTOTUNE)
            model.fit(datasets[count], verbose=0, callbacks=[clock])
        else:
            model.fit(x[:count], y[:count], batch_size=BATCH, verbose=0, callbacks=[clock])
        steps = -(-count // BATCH)
        print(json.dumps({"steps": steps, "milliseconds": clock.wall, "cpu": clock.cpu, "loss": clock.loss}), flush=True)


main()
