import os
import types
import numpy as np
from tensorflow import keras
from tensorflow.keras.callbacks import ModelCheckpoint, EarlyStopping, ReduceLROnPlateau, Callback, LambdaCallback

try:
    import wandb
    from wandb.integration.keras import WandbMetricsLogger
except ImportError:
    wandb = types.SimpleNamespace(init=lambda **kw: types.SimpleNamespace(**kw), finish=lambda: None, log=print)
    WandbMetricsLogger = None

config = {
    "learning_rate": 3e-4,
    "epochs": 1,
    "batch_size": 16,
    "hidden": [128, 64],
    "dropout": {"hidden": 0.3, "out": 0.5},
    "activation": "elu",
    "n_classes": 4,
}
run = wandb.init(project="tabular", config=config)


class GradLogger(Callback):
    def on_train_begin(self, logs=None):
        self.history = {}

    def on_epoch_end(self, epoch, logs=None):
        logs = logs or {}
        for k, v in logs.items():
            self.history.setdefault(k, []).append(v)


def make_mlp(n_features, cfg):
    inputs = keras.Input((n_features,), name="features")
    x = keras.layers.BatchNormalization()(inputs)
    for i, units in enumerate(cfg["hidden"], start=1):
        x = keras.layers.Dense(units, activation=cfg["activation"], kernel_initializer="he_normal", name=f"hidden_{i}")(x)
        x = keras.layers.Dropout(cfg["dropout"]["hidden"], name=f"drop_{i}")(x)
    outputs = keras.layers.Dense(cfg["n_classes"], activation="softmax", name="probs")(x)
    return keras.Model(inputs, outputs, name="mlp_" + "x".join(map(str, cfg["hidden"])))


X = np.random.randn(64, 13).astype("float32")
y = np.random.randint(0, config["n_classes"], size=len(X))
Y = np.eye(config["n_classes"])[y]
model = make_mlp(X.shape[1], config)
opt = keras.optimizers.Adam(learning_rate=config["learning_rate"], clipnorm=1.0)
model.compile(opt, loss="categorical_crossentropy", metrics=["accuracy", keras.metrics.AUC(multi_label=True)])
callbacks = [
    EarlyStopping(patience=3, restore_best_weights=True),
    ReduceLROnPlateau(factor=0.5, patience=2),
    GradLogger(),
    LambdaCallback(on_epoch_end=lambda epoch, logs: None),
] + ([WandbMetricsLogger()] if WandbMetricsLogger else [])
model.fit(X, Y, validation_split=0.25, batch_size=config["batch_size"], epochs=config["epochs"], callbacks=callbacks, verbose=0)
model.evaluate(X, Y, verbose=0)
wandb.finish()
