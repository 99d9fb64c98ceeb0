from collections import namedtuple, OrderedDict
from itertools import product, chain

import keras
from keras import layers

Spec = namedtuple("Spec", "kind units activation")
SPECS = [Spec("dense", 64, "relu"), Spec("drop", 0.5, None), Spec(kind="dense", units=3, activation="softmax")]


def to_layer(spec):
    match spec.kind:
        case "dense":
            return layers.Dense(spec.units, activation=spec.activation)
        case "drop":
            return layers.Dropout(spec.units)
        case other:
            raise KeyError(other)


def widths(start, n):
    w = start
    for _ in range(n):
        yield w
        w = w * 2


model = keras.Sequential([keras.Input((10,))] + [to_layer(s) for s in SPECS])
grow = keras.Sequential([keras.Input((4,)), *(layers.Dense(w) for w in widths(4, 3))])
grid = [keras.Sequential([keras.Input((a,)), layers.Dense(b)]) for a, b in product((2, 3), (5,))]
stages = OrderedDict([("low", [4, 8]), ("high", [16])])
x = inp = keras.Input((8,))
for units in chain.from_iterable(stages.values()):
    x = layers.Dense(units)(x)
if (n := len(stages)) > 1:
    x = layers.Dense(n)(x)
joined = keras.Model(inp, x, name="_".join(stages))
total = sum(m.count_params() for m in grid)
check = any(isinstance(l, layers.Dropout) for l in model.layers)
end = keras.Sequential([keras.Input((total,)), layers.Dense(10 if check else 20)])
by_name = {l.name: l for l in model.layers}
print(list(by_name)[0], by_name.keys())
