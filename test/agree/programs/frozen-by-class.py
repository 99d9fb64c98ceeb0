"""Layers of a model are frozen by the name of their class."""
from keras import Sequential, layers

base = Sequential(
    [
        layers.Input((8, 8, 3)),
        layers.Conv2D(4, 3),
        layers.BatchNormalization(),
        layers.Flatten(),
        layers.Dense(5),
    ]
)
frozen = 0
for layer in base.layers:
    if "conv" in layer.__class__.__name__.lower() or layer.__class__.__name__ in ("Dense",):
        layer.trainable = False
        frozen += 1
model = Sequential([base, layers.Dense(frozen + 1)])
