"""Asks Keras 2 for the JSON of models that call functions of TensorFlow, and for what it makes of that JSON when it loads it."""

import math
import os
import random
import re
import sys
from pathlib import Path

os.environ.update(TF_CPP_MIN_LOG_LEVEL="3", CUDA_VISIBLE_DEVICES="")

import numpy as np
import tensorflow as tf
import tf_keras as keras
from one_per_line import one_per_line

CALLS = Path(__file__).resolve().parents[2] / "test" / "oracle" / "keras2-functions" / "calls.txt"
CHAINS = 150


def main(target):
    draw = random.Random(2)
    lines = [line for line in CALLS.read_text().splitlines() if line and not line.startswith("#")]
    rows = [row(line, draw) for line in [*lines, *(chain(draw) for _ in range(CHAINS))]]
    built = [each for each in rows if "json" in each]
    head = {"tf_keras": keras.__version__, "tensorflow": tf.__version__}
    Path(target).write_text(one_per_line(head, "rows", built))
    for each in rows:
        if "json" not in each:
            print(f"no JSON: {each['call']}: {each['refused']}")
    unloadable = sum("refused" in each for each in built)
    print(f"{len(built)} models, of which Keras 2 cannot load {unloadable} again", flush=True)


def row(line, draw):
    keras.backend.clear_session()
    head, call = re.fullmatch(r"((?:\w+: [^|]+ \| )+)(.+)", line).groups()
    sizes = dict(zip("nmk", draw.sample(range(3, 12), 3)))
    given = {}
    for name, text in re.findall(r"(\w+): ([^|]+) \| ", head):
        shape, _, dtype = text.partition(" ")
        batch_shape = tuple(None if dim == "None" else sizes.get(dim) or int(dim) for dim in shape.split(","))
        given[name] = keras.Input(batch_shape=batch_shape, dtype=dtype or "float32", name=name)
    entry = {"call": call, **sizes}
    names = {"tf": tf, "keras": keras, "K": keras.backend, "L": keras.layers, "np": np}
    try:
        model = keras.Model(list(given.values()), eval(call, {**names, **sizes, **given}))
        text = model.to_json()
    except Exception as fault:
        return entry | {"refused": brief(fault)}
    # As a text: another reader would write 2.0 as 2.
    entry["json"] = text
    # Some of what Keras 2 writes it cannot load itself; then the model that was written is told of.
    try:
        keras.backend.clear_session()
        model = keras.models.model_from_json(text)
    except Exception as fault:
        entry["refused"] = brief(fault)
    return entry | {"params": model.count_params(), "layers": layers(model)}


def brief(fault):
    return f"{type(fault).__name__}: {fault}".splitlines()[0][:200]


def layers(model):
    return [described(layer) for layer in model.layers]


def described(layer):
    entry = {
        "name": layer.name,
        "class": type(layer).__name__,
        "applications": [[result(each) for each in results(node)] for node in layer._inbound_nodes],
        "params": layer.count_params(),
        "trainable": sum(math.prod(weight.shape) for weight in layer.trainable_weights),
    }
    return entry | {"layers": layers(layer)} if isinstance(layer, keras.Model) else entry


def results(node):
    """Some functions give None beside tensors."""
    return [each for each in tf.nest.flatten(node.outputs) if hasattr(each.type_spec, "shape")]


def result(tensor):
    """Its shape, null where Keras does not know how many axes it has, and its dtype."""
    return [tensor.shape.rank if tensor.shape.rank is None else list(tensor.shape), tensor.dtype.name]


# One step of a chain: what is made of the tensor `x` of three axes, of which the last two are known.
STEPS = [
    "x + {f}", "x * {f}", "{f} - x", "{f} / (x * x + 1.0)", "-x", "x / tf.reduce_sum(x, axis=1, keepdims=True)",
    "x - tf.reduce_mean(x, axis=-1, keepdims=True)", "x * x[:, :1]", "x + x[..., :1]", "x + x[:, ::-1]", "x[:, ::2]", "x[:, 1:]", "x[..., :-1]",
    "x[:, :, tf.newaxis][:, :, 0]", "tf.square(x)", "tf.nn.relu(x)", "tf.sqrt(tf.abs(x))", "tf.maximum(x, {f})", "tf.where(x > {f}, x, {f})",
    "tf.where(x > 0, x, tf.zeros_like(x))", "tf.transpose(x, [0, 2, 1])", "tf.concat([x, x], axis={a})", "tf.concat([x, tf.exp(x), -x], {a})",
    "tf.stack([x, x], axis=1)[:, 0]", "tf.pad(x, [[0, 0], [{i}, 1], [0, {i}]])", "tf.tile(x, [1, {i}, 1])", "tf.repeat(x, {i}, axis={a})",
    "tf.reverse(x, [{a}])", "tf.roll(x, {i}, {a})", "tf.nn.softmax(x, axis={a})", "tf.math.l2_normalize(x, axis={a})", "tf.cumsum(x, axis={a})",
    "tf.matmul(x, x, transpose_b=True)", "tf.matmul(x, tf.transpose(x, [0, 2, 1]))", "tf.matmul(tf.nn.softmax(tf.matmul(x, x, transpose_b=True)), x)",
    "tf.split(tf.concat([x, x], {a}), 2, axis={a})[1]", "tf.unstack(tf.stack([x, -x], 1), axis=1)[0]", "tf.gather(x, [0, 1, 1], axis={a})",
    "tf.expand_dims(tf.reduce_max(x, axis=1), 1)", "tf.squeeze(tf.expand_dims(x, 2), axis=2)", "tf.clip_by_value(x, -1.0, 1.0)",
    "tf.cast(tf.argmax(x, axis=-1), tf.float32)[:, :, tf.newaxis] * x", "tf.reshape(x, [-1, x.shape[2], x.shape[1]])",
    "tf.reshape(x, [tf.shape(x)[0], 1, -1])", "tf.reshape(x, [tf.shape(x)[0], x.shape[1], x.shape[2]])", "tf.math.top_k(x, k=1).values",
    "tf.cast(tf.one_hot(tf.cast(x[..., 0], tf.int32), {i}), tf.float32)", "L.Dense({i})(x)", "L.Dense({i}, activation='relu')(x)",
    "L.Conv1D({i}, 3, padding='same')(x)", "L.LayerNormalization()(x)", "L.Add()([x, tf.sigmoid(x)])", "L.Concatenate()([x, x + 1])",
    "K.sum(x, axis=1, keepdims=True)", "K.permute_dimensions(x, (0, 2, 1))", "K.concatenate([x, x * 2.0], axis={a})", "K.repeat_elements(x, {i}, {a})",
    "tf.identity(tf.stop_gradient(x))", "tf.math.squared_difference(x, x[:, :1])", "tf.cast(x > {f}, tf.float32)",
    "tf.cast(tf.logical_and(x > 0, x < {f}), x.dtype)", "tf.image.resize(x[..., tf.newaxis], [{i}, 4])[..., 0]", "tf.add_n([x, x, x])",
]  # fmt: skip
ENDS = ["x", "x", "tf.reduce_mean(x, axis=[1, 2])", "L.Dense(3)(L.Flatten()(x))", "x[:, -1]", "tf.split(tf.concat([x, x], -1), 2, axis=-1)", "tf.nn.moments(x, [1])"]


def chain(draw):
    """Some steps one after the other, as one line of calls."""
    text = "a"
    for step in [*draw.choices(STEPS, k=draw.randint(2, 5)), draw.choice(ENDS)]:
        filled = step.format(f=draw.choice(["0.5", "2.0", "1.5"]), i=draw.randint(2, 4), a=draw.choice([1, 2, -1]))
        text = f"(lambda x: {filled})({text})"
    return f"a: None,{draw.randint(3, 9)},{draw.randint(3, 9)} | {text}"


if __name__ == "__main__":
    main(sys.argv[1])
