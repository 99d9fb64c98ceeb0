import argparse
import tensorflow as tf
from tensorflow import keras


def parse_args(argv=None):
    parser = argparse.ArgumentParser()
    parser.add_argument("--filters", type=int, default=16)
    parser.add_argument("--lr", type=float, default=0.01)
    return parser.parse_args(argv)


def create_model(filters: int = 24, classes: int = 10) -> keras.Model:
    return keras.Sequential([
        keras.layers.Input(shape=(28, 28, 1)),
        keras.layers.Conv2D(filters, 3, activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Flatten(),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(classes),
    ])


def main():
    strategy = tf.distribute.get_strategy()
    with strategy.scope():
        model = create_model()
        model.compile(
            loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
            optimizer=keras.optimizers.Adam(),
            metrics=["accuracy"],
        )
    model.summary()
    callbacks = [
        keras.callbacks.EarlyStopping(patience=2),
        keras.callbacks.ReduceLROnPlateau(),
    ]
    x = tf.zeros((16, 28, 28, 1))
    y = tf.zeros((16,))
    history = model.fit(x, y, epochs=2, callbacks=callbacks, verbose=0, validation_data=(x, y))
    best = min(history.history["val_loss"])
    print(f"best: {best:.3f}")
    return model


def never_called(width, depth=3):
    inputs = keras.Input((width, width, 3))
    x = inputs
    for _ in range(depth):
        x = keras.layers.Conv2D(32, 3)(x)
    return keras.Model(inputs, x)


if __name__ == "__main__":
    main()
