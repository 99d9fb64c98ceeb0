from dataclasses import dataclass, field
import keras
from keras import layers


@dataclass
class Config:
    factor = 3
    width: int = 8
    depth: int = 2
    blocks: list = field(default_factory=lambda: ["conv", "pool"])


def make(spec, x):
    match spec:
        case {"kind": "conv", "filters": f, **rest}:
            return layers.Conv2D(f, rest.get("kernel", 3), padding="same")(x)
        case ("dense", units):
            return layers.Dense(units)(x)
        case ["pool", *sizes] if sizes:
            return layers.MaxPooling2D(sizes[0])(x)
        case "flat" | "flatten":
            return layers.Flatten()(x)
        case str(name):
            return layers.Activation(name)(x)
        case int(n) | float(n):
            return layers.Dropout(n)(x)
        case _:
            return layers.BatchNormalization()(x)


x = inputs = keras.Input((24, 24, 3))
for spec in [{"kind": "conv", "filters": 6, "kernel": 5}, {"kind": "conv", "filters": 7}, ["pool", 3], "relu", None, 0.5, "flat", ("dense", 9)]:
    x = make(spec, x)
model = keras.Model(inputs, x)
config = Config(16, depth=3)
y = start = keras.Input((12, config.width))
for size in [4, 5, 6]:
    match size:
        case 5:
            break
        case n:
            y = layers.Dense(n * config.factor)(y)
for _ in range(config.depth):
    y = layers.Dense(config.width)(y)
sizes = [1, 2]
more = sizes
more += [3]
second = keras.Model(start, layers.Dense(len(sizes))(y))
