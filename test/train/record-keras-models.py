"""Records how real Keras trains small models with the layers that the training graph covers.

The layers are written with the names and arguments that Keras and TensorFlow.js share, so the test builds the same
model from the same text. Usage: python test/train/record-keras-models.py > test/train/recorded/keras-models.json
"""

import json
import os

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras
import numpy as np

BATCH = 6
STEPS = 5

CLASSES = ("Dense", {"units": 4, "activation": "softmax"})

MODELS = [
    (
        "dilated convolutions",
        [8, 9, 2],
        ("Adam", {"learning_rate": 0.01}),
        [
            ("Conv2D", {"filters": 3, "kernel_size": [3, 2], "dilation_rate": [2, 3], "padding": "same"}),
            ("SeparableConv2D", {"filters": 3, "kernel_size": [2, 2], "dilation_rate": [2, 2], "activation": "tanh"}),
            ("Conv2D", {"filters": 2, "kernel_size": [2, 2], "dilation_rate": [2, 2], "activation": "relu"}),
            ("Flatten", {}),
            CLASSES,
        ],
    ),
    (
        "normalization, depthwise and transposed convolutions, pooling",
        [9, 8, 2],
        ("SGD", {"learning_rate": 0.05, "momentum": 0.9, "nesterov": True}),
        [
            ("Conv2D", {"filters": 3, "kernel_size": [3, 3], "strides": [2, 1], "padding": "same", "use_bias": False}),
            ("BatchNormalization", {"momentum": 0.7, "epsilon": 0.01}),
            ("Activation", {"activation": "relu"}),
            ("DepthwiseConv2D", {"kernel_size": [3, 3], "depth_multiplier": 2, "padding": "same"}),
            ("BatchNormalization", {"center": False, "scale": False}),
            ("MaxPooling2D", {"pool_size": [2, 2], "strides": [1, 2], "padding": "same"}),
            ("Conv2DTranspose", {"filters": 3, "kernel_size": [3, 3], "strides": [2, 2], "activation": "selu"}),
            ("AveragePooling2D", {"pool_size": [3, 3], "strides": [2, 2], "padding": "same"}),
            ("UpSampling2D", {"size": [2, 2]}),
            ("ZeroPadding2D", {"padding": [[1, 0], [0, 2]]}),
            ("Flatten", {}),
            ("Dense", {"units": 5}),
            ("BatchNormalization", {}),
            CLASSES,
        ],
    ),
    (
        "frozen layers",
        [7, 7, 2],
        ("RMSprop", {"learning_rate": 0.003, "momentum": 0.5, "centered": True}),
        [
            ("Conv2D", {"filters": 3, "kernel_size": [3, 3], "activation": "swish", "trainable": False}),
            ("BatchNormalization", {"momentum": 0.7, "trainable": False}),
            ("Conv2D", {"filters": 3, "kernel_size": [2, 2], "activation": "elu"}),
            ("GlobalAveragePooling2D", {}),
            ("BatchNormalization", {"momentum": 0.7}),
            CLASSES,
        ],
    ),
    (
        "equal largest values",
        [7, 6, 1],
        ("Adam", {"learning_rate": 0.01}),
        [
            ("Conv2D", {"filters": 3, "kernel_size": [2, 2]}),
            ("MaxPooling2D", {"pool_size": [3, 3], "strides": [1, 1], "padding": "same"}),
            ("GlobalMaxPooling2D", {}),
            CLASSES,
        ],
    ),
    (
        "sequences",
        [12, 3],
        ("Adagrad", {"learning_rate": 0.1}),
        [
            ("Conv1D", {"filters": 4, "kernel_size": [3], "strides": [2], "padding": "same", "activation": "gelu"}),
            ("Conv1D", {"filters": 4, "kernel_size": [2], "dilation_rate": [2], "activation": "softplus"}),
            ("MaxPooling1D", {"pool_size": 2}),
            ("GlobalMaxPooling1D", {}),
            CLASSES,
        ],
    ),
]


def numbers(array):
    return [float(f"{value:.9g}") for value in np.asarray(array, dtype="float64").ravel()]


def spec_of(layers):
    return [
        {"class_name": name, "config": {"name": f"layer_{index}", **config}} for index, (name, config) in enumerate(layers)
    ]


def weights_of(model):
    return {variable.path: numbers(variable) for variable in model.weights}


def record(title, shape, optimizer, layers, rng):
    spec = spec_of(layers)
    built = [getattr(keras.layers, one["class_name"])(**one["config"]) for one in spec]
    model = keras.Sequential([keras.Input(shape), *built])
    for variable in model.weights:
        # Variances stay positive, and no weight has the value at which it was meant to be harmless.
        values = rng.uniform(0.5, 1.5, variable.shape) if variable.name.endswith("variance") else variable + rng.normal(
            0, 0.2, variable.shape
        )
        variable.assign(values)
    name, config = optimizer
    model.compile(getattr(keras.optimizers, name)(**config), "sparse_categorical_crossentropy")
    start = weights_of(model)
    pixels = rng.integers(0, 256, (STEPS, BATCH, *shape)).astype("uint8")
    labels = rng.integers(0, 4, (STEPS, BATCH)).astype("uint8")
    losses = []
    for step in range(STEPS):
        model.reset_metrics()
        losses.append(float(model.train_on_batch(pixels[step].astype("float32") / 255, labels[step])))
    outputs = model(pixels[-1].astype("float32") / 255, training=False)
    return {
        "title": title,
        "shape": shape,
        "optimizer": {"name": name, "config": config},
        "layers": spec,
        "start": start,
        "pixels": [batch.ravel().tolist() for batch in pixels],
        "labels": labels.tolist(),
        "losses": numbers(losses),
        "weights": weights_of(model),
        "outputs": numbers(outputs),
    }


def main():
    rng = np.random.default_rng(11)
    models = [record(*one, rng) for one in MODELS]
    print(json.dumps({"keras": keras.__version__, "batch": BATCH, "models": models}))


main()
