"""Records what real Keras gives for `fit` with weights of classes, schedules and callbacks, for the tests of the trainer.

Layers are written with the names and arguments that Keras and TensorFlow.js share; batches are in the order of the data.
Usage: python test/train/record-keras-fit.py > test/train/recorded/keras-fit.json; words after it choose cases by their titles.
"""

import contextlib
import json
import os
import sys

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras
import numpy as np

SAMPLES = 54
BATCH = 8
SHAPE = [6, 6, 1]
CLASSES = 4

SMALL = [("Flatten", {}), ("Dense", {"units": 5, "activation": "tanh"})]
CONVOLUTION = [("Conv2D", {"filters": 3, "kernel_size": [3, 3], "activation": "relu"}), ("Flatten", {})]


L2 = {"class_name": "L1L2", "config": {"l1": 0.0, "l2": 0.01}}


def classes(activation="softmax"):
    return ("Dense", {"units": CLASSES, "activation": activation})


def schedule(name, **config):
    return {"name": name, "config": config}


def callback(name, **config):
    return {"name": name, "config": config}


# The steps at which the rate of each schedule is recorded, and the schedules. An epoch below has 6 or 7 steps.
STEPS = [*range(64), 99, 100, 101, 127, 128, 150, 255, 256, 400, 999, 1000, 1001, 5000, 123456]
SCHEDULES = [
    schedule("ExponentialDecay", initial_learning_rate=0.01, decay_steps=7, decay_rate=0.9),
    schedule("ExponentialDecay", initial_learning_rate=0.5, decay_steps=3, decay_rate=0.96, staircase=True),
    schedule("ExponentialDecay", initial_learning_rate=0.1, decay_steps=10000, decay_rate=0.5),
    schedule("InverseTimeDecay", initial_learning_rate=0.1, decay_steps=1.0, decay_rate=0.5),
    schedule("InverseTimeDecay", initial_learning_rate=0.1, decay_steps=9, decay_rate=2.5, staircase=True),
    schedule("PiecewiseConstantDecay", boundaries=[5, 30, 100], values=[0.1, 0.05, 0.01, 0.001]),
    schedule("PiecewiseConstantDecay", boundaries=[12.7], values=[0.1, 0.02]),
    schedule("PolynomialDecay", initial_learning_rate=0.1, decay_steps=20),
    schedule("PolynomialDecay", initial_learning_rate=0.1, decay_steps=50, end_learning_rate=0.01, power=0.5),
    schedule("PolynomialDecay", initial_learning_rate=0.2, decay_steps=9, power=2.0, cycle=True),
    schedule("CosineDecay", initial_learning_rate=0.1, decay_steps=40),
    schedule("CosineDecay", initial_learning_rate=0.1, decay_steps=100, alpha=0.05),
    schedule("CosineDecay", initial_learning_rate=0.0, decay_steps=90, warmup_target=0.1, warmup_steps=10),
    schedule("CosineDecay", initial_learning_rate=0.3, decay_steps=17, alpha=0.1, warmup_target=0.7, warmup_steps=5),
    schedule("CosineDecayRestarts", initial_learning_rate=0.1, first_decay_steps=10),
    schedule("CosineDecayRestarts", initial_learning_rate=0.1, first_decay_steps=7, t_mul=1.5, m_mul=0.8, alpha=0.02),
    schedule("CosineDecayRestarts", initial_learning_rate=0.1, first_decay_steps=8, t_mul=1.0, m_mul=0.9),
    schedule("CosineDecayRestarts", initial_learning_rate=0.1, first_decay_steps=3, t_mul=3.0),
]

# title, layers, compile: optimizer, loss, metrics, weighted metrics; fit: epochs, class_weight, validation_split.
CASES = [
    {
        "title": "class weights, one class without",
        "layers": [*CONVOLUTION, classes()],
        "optimizer": ("Adam", {"learning_rate": 0.01}),
        "loss": ("SparseCategoricalCrossentropy", {}),
        "metrics": ["accuracy"],
        "weighted_metrics": ["accuracy"],
        "class_weight": {"0": 0.25, "1": 3.0, "3": 2},
        "validation_split": 0.2,
    },
    {
        "title": "class weights with a penalty of weights, which they leave alone",
        "layers": [("Flatten", {}), ("Dense", {"units": CLASSES, "activation": "softmax", "kernel_regularizer": L2})],
        "optimizer": ("SGD", {"learning_rate": 0.05, "momentum": 0.9}),
        "loss": ("SparseCategoricalCrossentropy", {}),
        "metrics": ["sparse_categorical_accuracy"],
        "weighted_metrics": ["sparse_categorical_accuracy", "sparse_categorical_crossentropy"],
        "class_weight": {"0": 5.0, "1": 0.0, "2": 1.5, "3": 0.5},
    },
    {
        "title": "class weights of logits",
        "layers": [*SMALL, classes("linear")],
        "optimizer": ("RMSprop", {"learning_rate": 0.003}),
        "loss": ("SparseCategoricalCrossentropy", {"from_logits": True}),
        "metrics": ["accuracy"],
        "class_weight": {"2": 4.0},
    },
    {
        "title": "class weights of one-hot labels, smoothed",
        "layers": [*SMALL, classes()],
        "optimizer": ("SGD", {"learning_rate": 0.1}),
        "loss": ("CategoricalCrossentropy", {"label_smoothing": 0.2}),
        "metrics": ["accuracy"],
        "class_weight": {"0": 0.5, "1": 2.0, "2": 1.0, "3": 3.0},
        "validation_split": 0.3,
    },
    {
        "title": "class weights of shares that are no softmax",
        "layers": [*SMALL, classes("softplus")],
        "optimizer": ("SGD", {"learning_rate": 0.1}),
        "loss": ("CategoricalCrossentropy", {}),
        "metrics": ["accuracy"],
        "class_weight": {"0": 0.5, "1": 2.0},
    },
    *[
        {
            "title": f"{loss} of a {activation}, whose logits Keras takes for its own",
            "layers": [*SMALL, classes(activation)],
            "optimizer": ("SGD", {"learning_rate": 0.1}),
            "loss": (loss, {}),
            "metrics": ["accuracy"],
            "validation_split": 0.2,
        }
        for loss, activation in [
            ("CategoricalCrossentropy", "sigmoid"),
            ("SparseCategoricalCrossentropy", "sigmoid"),
            ("BinaryCrossentropy", "softmax"),
        ]
    ],
    {
        "title": "class weights of yes or no for each class",
        "layers": [*SMALL, classes("sigmoid")],
        "optimizer": ("Adam", {"learning_rate": 0.01}),
        "loss": ("BinaryCrossentropy", {}),
        "metrics": ["binary_accuracy"],
        "weighted_metrics": ["binary_accuracy"],
        "class_weight": {"1": 2.5, "3": 0.5},
    },
    *[
        {
            "title": f"class weights of {loss}",
            "layers": [*SMALL, classes("sigmoid" if loss == "Poisson" else "softmax")],
            "optimizer": ("SGD", {"learning_rate": 0.05}),
            "loss": (loss, {}),
            "metrics": ["accuracy"],
            "class_weight": {"0": 3.0, "2": 0.5},
        }
        for loss in [
            "MeanSquaredError",
            "MeanAbsoluteError",
            "Huber",
            "CategoricalHinge",
            "KLDivergence",
            "Poisson",
            "CosineSimilarity",
        ]
    ],
    {
        "title": "class weights of one output",
        "layers": [*SMALL, ("Dense", {"units": 1})],
        "optimizer": ("SGD", {"learning_rate": 0.02}),
        "loss": ("MeanSquaredError", {}),
        "metrics": ["mean_absolute_error"],
        "weighted_metrics": ["mean_absolute_error"],
        "class_weight": {"0": 3.0, "2": 0.5},
        "validation_split": 0.2,
    },
    *[
        {
            "title": f"{rate['name']} of {optimizer}",
            "layers": [*SMALL, classes()],
            "optimizer": (optimizer, {"learning_rate": rate, **config}),
            "loss": ("SparseCategoricalCrossentropy", {}),
            "metrics": ["accuracy"],
            "validation_split": 0.2,
        }
        for optimizer, config, rate in [
            ("SGD", {}, schedule("PiecewiseConstantDecay", boundaries=[3, 9], values=[0.3, 0.05, 0.01])),
            ("SGD", {"momentum": 0.9}, schedule("ExponentialDecay", initial_learning_rate=0.1, decay_steps=4, decay_rate=0.5)),
            ("Adam", {}, schedule("CosineDecay", initial_learning_rate=0.0, decay_steps=9, warmup_target=0.05, warmup_steps=4)),
            ("Adamax", {}, schedule("PolynomialDecay", initial_learning_rate=0.05, decay_steps=15, power=2.0)),
            ("Nadam", {}, schedule("CosineDecayRestarts", initial_learning_rate=0.02, first_decay_steps=5)),
            ("RMSprop", {"momentum": 0.5}, schedule("InverseTimeDecay", initial_learning_rate=0.01, decay_steps=2, decay_rate=0.5)),
            ("RMSprop", {"centered": True}, schedule("ExponentialDecay", initial_learning_rate=0.01, decay_steps=5, decay_rate=0.5, staircase=True)),
            ("Adagrad", {}, schedule("PolynomialDecay", initial_learning_rate=0.2, decay_steps=6, cycle=True)),
            ("Adadelta", {}, schedule("CosineDecay", initial_learning_rate=1.0, decay_steps=12, alpha=0.1)),
        ]
    ],
    *[
        {
            "title": f"callbacks: {title}",
            "layers": [("Flatten", {}), ("Dense", {"units": 9, "activation": "tanh"}), classes()],
            "optimizer": ("Adam", {"learning_rate": 0.03}),
            "loss": ("SparseCategoricalCrossentropy", {}),
            "metrics": ["accuracy"],
            "epochs": 14,
            "validation_split": 0.3,
            "shuffled_labels": True,
            "callbacks": callbacks,
            **others,
        }
        for title, callbacks, others in [
            ("stop at once", [callback("EarlyStopping")], {}),
            ("wait for three epochs", [callback("EarlyStopping", patience=3)], {}),
            ("the best weights again", [callback("EarlyStopping", patience=3, restore_best_weights=True)], {}),
            ("the best weights again after all epochs", [callback("EarlyStopping", patience=30, restore_best_weights=True)], {}),
            ("a metric that rises", [callback("EarlyStopping", monitor="val_accuracy", patience=2, restore_best_weights=True)], {}),
            ("a metric that should fall", [callback("EarlyStopping", monitor="accuracy", mode="min", patience=2)], {}),
            ("small changes are none", [callback("EarlyStopping", monitor="loss", min_delta=0.2, patience=2)], {}),
            ("a baseline out of reach", [callback("EarlyStopping", baseline=0.01, patience=3)], {}),
            ("a baseline that is reached", [callback("EarlyStopping", baseline=1.5, patience=2, restore_best_weights=True)], {}),
            ("first epochs do not count", [callback("EarlyStopping", start_from_epoch=4, patience=1, restore_best_weights=True)], {}),
            ("a metric that is not there", [callback("EarlyStopping", monitor="val_auc", mode="max")], {}),
            ("lower the rate", [callback("ReduceLROnPlateau", patience=2, factor=0.5)], {}),
            ("lower the rate at once, down to an end", [callback("ReduceLROnPlateau", patience=0, factor=0.3, min_lr=0.0005)], {}),
            ("lower the rate and rest", [callback("ReduceLROnPlateau", monitor="val_accuracy", patience=1, cooldown=2, min_delta=0.05)], {}),
            ("lower the rate, then stop", [callback("ReduceLROnPlateau", patience=1), callback("EarlyStopping", patience=4)], {}),
            ("a rate for each epoch", [callback("LearningRateScheduler", rates=[0.05 * 0.8**n for n in range(14)])], {}),
            ("stop where only some epochs are validated", [callback("EarlyStopping", patience=2)], {"validation_freq": 2}),
            (
                "end with a loss that is no number",
                [callback("TerminateOnNaN")],
                {"layers": [("Flatten", {}), classes("linear")], "loss": ("MeanSquaredError", {}), "optimizer": ("SGD", {"learning_rate": 1e12})},
            ),
        ]
    ],
    *[
        {
            "title": title,
            "layers": [*SMALL, ("Dense", {"units": CLASSES, "activation": "softmax", "kernel_regularizer": L2})],
            "optimizer": ("Adam", {"learning_rate": 0.02}),
            "loss": ("SparseCategoricalCrossentropy", {}),
            "metrics": ["accuracy"],
            "weighted_metrics": ["sparse_categorical_accuracy"],
            "epochs": 7,
            "validation_split": 0.3,
            **others,
        }
        for title, others in [
            ("epochs of fewer steps than there are batches", {"steps_per_epoch": 3}),
            ("epochs of steps that do not divide the batches", {"steps_per_epoch": 4, "class_weight": {"1": 2.0}}),
            ("epochs of more steps than there are batches", {"steps_per_epoch": 9}),
            ("validation on some steps", {"validation_steps": 1}),
            ("validation on some steps of another size", {"validation_steps": 2, "validation_batch_size": 5}),
            ("validation on more steps than there are", {"validation_steps": 4}),
            ("validation in larger batches", {"validation_batch_size": 11}),
            ("validation after every second epoch", {"validation_freq": 2}),
            ("validation after some epochs", {"validation_freq": [1, 2, 6]}),
            ("an initial epoch", {"initial_epoch": 4}),
            ("a weight of the loss", {"loss_weights": [0.25]}),
            ("a weight of the loss and of classes", {"loss_weights": 3.0, "class_weight": {"0": 0.5, "2": 4.0}}),
        ]
    ],
]


def made(module, name, config):
    """An object of Keras; a learning rate may be a schedule."""
    rate = config.get("learning_rate")
    if isinstance(rate, dict):
        config = {**config, "learning_rate": made(keras.optimizers.schedules, rate["name"], rate["config"])}
    return getattr(module, name)(**config)


def made_callback(name, config):
    """The function of a LearningRateScheduler is given by the rates of the epochs."""
    if name == "LearningRateScheduler":
        return keras.callbacks.LearningRateScheduler(lambda epoch: config["rates"][epoch])
    return getattr(keras.callbacks, name)(**config)


def rates(case):
    of = made(keras.optimizers.schedules, case["name"], case["config"])
    return {**case, "rates": numbers([of(np.int64(step)) for step in STEPS])}


def numbers(array):
    """With None for what is not finite."""
    values = np.asarray(array, dtype="float64").ravel()
    return [float(f"{value:.9g}") if np.isfinite(value) else None for value in values]


def samples():
    """Pictures with a bright corner for each class, and noise."""
    rng = np.random.default_rng(5)
    labels = rng.integers(0, CLASSES, SAMPLES)
    pixels = rng.integers(0, 120, (SAMPLES, *SHAPE))
    for picture, label in zip(pixels, labels):
        row, column = divmod(int(label), 2)
        picture[3 * row : 3 * row + 3, 3 * column : 3 * column + 3] += 90
    return pixels.astype("uint8"), labels.astype("uint8")


FIT = ("initial_epoch", "steps_per_epoch", "validation_steps", "validation_batch_size", "validation_freq")


def record(case, pixels, labels):
    if case.get("shuffled_labels"):
        # Nothing can be learned of them that holds for others, so validation soon gets worse.
        labels = np.random.default_rng(4).permutation(labels)
    # The same start for models of the same layers.
    keras.utils.set_random_seed(1)
    spec = [
        {"class_name": name, "config": {"name": f"layer_{index}", **config}}
        for index, (name, config) in enumerate(case["layers"])
    ]
    built = [getattr(keras.layers, one["class_name"])(**one["config"]) for one in spec]
    model = keras.Sequential([keras.Input(SHAPE), *built])
    for variable in model.weights:
        variable.assign(variable + np.random.normal(0, 0.1, variable.shape))
    start = {variable.path: numbers(variable) for variable in model.weights}
    optimizer, optimizer_config = case["optimizer"]
    loss, loss_config = case["loss"]
    model.compile(
        made(keras.optimizers, optimizer, optimizer_config),
        made(keras.losses, loss, loss_config),
        metrics=case["metrics"],
        weighted_metrics=case.get("weighted_metrics"),
        loss_weights=case.get("loss_weights"),
    )
    units = model.output_shape[-1]
    one_hot = loss != "SparseCategoricalCrossentropy" and units > 1
    y = keras.utils.to_categorical(labels, units) if one_hot else labels
    class_weight = case.get("class_weight")
    history = model.fit(
        pixels.astype("float32") / 255,
        y,
        batch_size=BATCH,
        epochs=case.get("epochs", 3),
        shuffle=False,
        verbose=0,
        class_weight=class_weight and {int(number): weight for number, weight in class_weight.items()},
        validation_split=case.get("validation_split", 0.0),
        callbacks=[made_callback(one["name"], one["config"]) for one in case.get("callbacks", [])],
        **{name: case[name] for name in FIT if name in case},
    )
    return {
        "title": case["title"],
        "layers": spec,
        "optimizer": {"name": optimizer, "config": optimizer_config},
        "loss": {"name": loss, "config": loss_config},
        "metrics": case["metrics"],
        "weighted_metrics": case.get("weighted_metrics", []),
        "units": units,
        "labels": "one-hot" if one_hot else "sparse",
        "epochs": case.get("epochs", 3),
        "validation_split": case.get("validation_split"),
        "class_weight": class_weight,
        **{name: case[name] for name in ("callbacks", "loss_weights", *FIT) if name in case},
        **({"labels_of_case": labels.tolist()} if case.get("shuffled_labels") else {}),
        "start": start,
        "history": {name: numbers(values) for name, values in history.history.items()},
        "weights": {variable.path: numbers(variable) for variable in model.weights},
    }


def main():
    pixels, labels = samples()
    chosen = [case for case in CASES if all(word in case["title"] for word in sys.argv[1:])]
    # Callbacks print.
    with contextlib.redirect_stdout(sys.stderr):
        cases = [record(case, pixels, labels) for case in chosen]
    print(
        json.dumps(
            {
                "keras": keras.__version__,
                "batch": BATCH,
                "shape": SHAPE,
                "classes": CLASSES,
                "pixels": pixels.ravel().tolist(),
                "labels": labels.tolist(),
                "cases": cases,
                "steps": STEPS,
                "schedules": [rates(case) for case in SCHEDULES],
            }
        )
    )


main()
