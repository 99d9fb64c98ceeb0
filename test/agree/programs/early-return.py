import keras
from keras import layers


def activation_layer(kind):
    if kind is None:
        return None
    if kind == "prelu":
        return layers.PReLU()
    if kind in ("relu", "elu"):
        return layers.Activation(kind)
    raise ValueError(f"unknown activation {kind}")


def norm(kind, **kw):
    table = {"batch": layers.BatchNormalization, "layer": layers.LayerNormalization}
    return table[kind](**kw)


def block(x, f, act="relu", normalize="batch"):
    x = layers.Conv1D(f, 3, padding="causal")(x)
    if normalize:
        x = norm(normalize, epsilon=1e-5)(x)
    layer = activation_layer(act)
    return layer(x) if layer is not None else x


def make(*widths, head=None, **options):
    inp = keras.Input((50, 4))
    x = inp
    for w in widths:
        x = block(x, w, **options)
    if head:
        x = head(x)
    return keras.Model(inp, x)


m1 = make(8, 16)
m2 = make(8, act=None, normalize=None)
m3 = make(4, 4, 4, act="prelu", normalize="layer", head=layers.GlobalMaxPooling1D())
m4 = make(*[2, 3], head=lambda t: layers.Dense(1)(layers.Flatten()(t)))


def counter():
    count = 0

    def next_dense():
        nonlocal count
        count += 1
        return layers.Dense(count * 10, name=f"dense_no_{count}")

    return next_dense


fresh = counter()
closed = keras.Sequential([keras.Input((3,)), fresh(), fresh(), fresh()])
