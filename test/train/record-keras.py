"""Records what real Keras computes for optimizers, losses and metrics, for the tests of the trainer.

Usage: python test/train/record-keras.py > test/train/recorded/keras.json
"""

import json
import os

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras
import numpy as np

UNITS = 5
SAMPLES = 8
STEPS = 6

OPTIMIZERS = [
    ("SGD", {}),
    ("SGD", {"learning_rate": 0.1, "momentum": 0.9}),
    ("SGD", {"learning_rate": 0.1, "momentum": 0.9, "nesterov": True}),
    ("Adam", {}),
    ("Adam", {"learning_rate": 0.01, "beta_1": 0.8, "beta_2": 0.99, "epsilon": 0.001}),
    ("Adamax", {"learning_rate": 0.01}),
    ("Nadam", {"learning_rate": 0.01}),
    ("RMSprop", {}),
    ("RMSprop", {"learning_rate": 0.01, "rho": 0.8, "momentum": 0.5, "centered": True}),
    ("Adagrad", {"learning_rate": 0.1}),
    ("Adadelta", {"learning_rate": 1.0}),
]

LOSSES = [
    ("SparseCategoricalCrossentropy", {}, "sparse", "shares"),
    ("SparseCategoricalCrossentropy", {"from_logits": True}, "sparse", "logits"),
    ("CategoricalCrossentropy", {}, "one-hot", "shares"),
    ("CategoricalCrossentropy", {"from_logits": True, "label_smoothing": 0.2}, "one-hot", "logits"),
    ("CategoricalCrossentropy", {"label_smoothing": 0.1}, "one-hot", "shares"),
    ("BinaryCrossentropy", {}, "one-hot", "shares"),
    ("BinaryCrossentropy", {"from_logits": True, "label_smoothing": 0.1}, "one-hot", "logits"),
    ("MeanSquaredError", {}, "one-hot", "logits"),
    ("MeanAbsoluteError", {}, "one-hot", "logits"),
    ("MeanAbsolutePercentageError", {}, "one-hot", "shares"),
    ("MeanSquaredLogarithmicError", {}, "one-hot", "shares"),
    ("Huber", {"delta": 0.7}, "one-hot", "logits"),
    ("LogCosh", {}, "one-hot", "logits"),
    ("Hinge", {}, "one-hot", "logits"),
    ("SquaredHinge", {}, "one-hot", "logits"),
    ("CategoricalHinge", {}, "one-hot", "logits"),
    ("KLDivergence", {}, "one-hot", "shares"),
    ("Poisson", {}, "one-hot", "shares"),
    ("CosineSimilarity", {}, "one-hot", "logits"),
]

METRICS = [
    ("SparseCategoricalAccuracy", {}, "sparse", "shares"),
    ("CategoricalAccuracy", {}, "one-hot", "shares"),
    ("BinaryAccuracy", {}, "one-hot", "shares"),
    ("BinaryAccuracy", {"threshold": 0.2}, "one-hot", "shares"),
    ("SparseTopKCategoricalAccuracy", {"k": 2}, "sparse", "shares"),
    ("TopKCategoricalAccuracy", {"k": 3}, "one-hot", "shares"),
    ("MeanSquaredError", {}, "one-hot", "logits"),
    ("CosineSimilarity", {}, "one-hot", "logits"),
    ("LogCoshError", {}, "one-hot", "logits"),
]


def numbers(array):
    return [float(f"{value:.9g}") for value in np.asarray(array, dtype="float64").ravel()]


def record_optimizers(rng):
    rows = []
    for name, config in OPTIMIZERS:
        start = rng.normal(size=6).astype("float32")
        gradients = rng.normal(size=(STEPS, 6)).astype("float32")
        variable = keras.Variable(start)
        optimizer = getattr(keras.optimizers, name)(**config)
        weights = []
        for gradient in gradients:
            optimizer.apply([keras.ops.convert_to_tensor(gradient)], [variable])
            weights.append(numbers(variable))
        rows.append(
            {
                "name": name,
                "config": config,
                "start": numbers(start),
                "gradients": [numbers(gradient) for gradient in gradients],
                "weights": weights,
            }
        )
    return rows


def record_measures(kinds, space, rng):
    import tensorflow as tf

    rows = []
    for name, config, labels, outputs in kinds:
        logits = (2 * rng.normal(size=(SAMPLES, UNITS))).astype("float32")
        said = logits if outputs == "logits" else keras.ops.convert_to_numpy(keras.ops.softmax(logits))
        classes = rng.integers(0, UNITS, size=SAMPLES)
        truth = classes if labels == "sparse" else np.eye(UNITS, dtype="float32")[classes]
        measure = getattr(space, name)(**config)
        row = {"name": name, "config": config, "labels": labels, "classes": classes.tolist(), "outputs": numbers(said)}
        if space is keras.losses:
            tensor = tf.convert_to_tensor(said)
            with tf.GradientTape() as tape:
                tape.watch(tensor)
                value = measure(truth, tensor)
            row["gradient"] = numbers(tape.gradient(value, tensor))
        else:
            value = measure(truth, said)
            row["reportedAs"] = measure.name
        row["value"] = float(value)
        rows.append(row)
    return rows


def main():
    rng = np.random.default_rng(7)
    recorded = {
        "keras": keras.__version__,
        "units": UNITS,
        "optimizers": record_optimizers(rng),
        "losses": record_measures(LOSSES, keras.losses, rng),
        "metrics": record_measures(METRICS, keras.metrics, rng),
    }
    print(json.dumps(recorded, indent=1))


main()
