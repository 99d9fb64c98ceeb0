"""Asks Keras 3 for the JSON of models that call functions of `keras.ops`, and for the layers of each."""

import gc
import json
import math
import os
import random
import sys
from pathlib import Path

os.environ.update(KERAS_BACKEND="tensorflow", TF_CPP_MIN_LOG_LEVEL="3", CUDA_VISIBLE_DEVICES="")

import keras
from one_per_line import one_per_line

ORACLE = Path(__file__).resolve().parents[2] / "test" / "oracle"
CHAINS = 200


def main(target):
    # Keras collects garbage whenever names start anew; without the libraries' own objects that takes 20 times less.
    gc.freeze()
    draw = random.Random(3)
    asked = [*recorded_calls(), *written_calls(), *(chain(draw) for _ in range(CHAINS))]
    rows = [row(*each) for each in asked]
    built = [each for each in rows if "json" in each]
    Path(target).write_text(one_per_line({"keras": keras.__version__}, "rows", built))
    print(f"{len(built)} models of {len(rows)} calls", flush=True)


def recorded_calls():
    """Every call that test/oracle/operations holds and Keras takes."""
    for each in json.loads((ORACLE / "operations" / "keras.json").read_text())["rows"]:
        if "outputs" in each:
            yield each["call"], each["tensors"]


def written_calls():
    for line in (ORACLE / "keras3-operations" / "calls.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            *tensors, call = line.split(" | ")
            yield call, dict(map(given, tensors))


def given(text):
    """`a: None,4 int32` as a name with its shape and dtype."""
    name, described = text.split(": ")
    shape, _, dtype = described.partition(" ")
    return name, [[None if dim == "None" else int(dim) for dim in shape.split(",")], dtype or "float32"]


def row(call, tensors):
    keras.backend.clear_session()
    entry = {"call": call, "tensors": tensors}
    try:
        inputs = {name: keras.Input(batch_shape=shape, dtype=dtype, name=name) for name, (shape, dtype) in tensors.items()}
        names = {**vars(keras.ops), "slice": slice if "get_item" in call else keras.ops.slice, "keras": keras, "L": keras.layers}
        model = keras.Model(list(inputs.values()), eval(call, {**names, **inputs}))
        text = model.to_json()
    except Exception as fault:
        return entry | {"refused": brief(fault)}
    # As a text: another reader would write 2.0 as 2.
    return entry | {"json": text, "params": model.count_params(), "layers": layers(model)}


def brief(fault):
    return f"{type(fault).__name__}: {fault}".splitlines()[0][:200]


def layers(model):
    return [described(layer, nodes_of(model)) for layer in listed(model)]


def listed(model):
    return model.layers if isinstance(model, keras.Sequential) else model._operations


def nodes_of(model):
    graph = model._functional if isinstance(model, keras.Sequential) else model
    return [node for nodes in graph._nodes_by_depth.values() for node in nodes]


def described(layer, nodes):
    # Some operations call an argument of theirs `weights`.
    weights = layer.weights if isinstance(layer, keras.layers.Layer) else []
    entry = {
        "name": layer.name,
        "class": type(layer).__name__,
        "applications": [[result(each) for each in node.output_tensors] for node in layer._inbound_nodes if node in nodes],
        "params": count(weights),
        "trainable": count(weight for weight in weights if weight.trainable),
    }
    return entry | {"layers": layers(layer)} if isinstance(layer, keras.Model) else entry


def result(tensor):
    return [list(tensor.shape), keras.backend.standardize_dtype(tensor.dtype)]


def count(weights):
    return sum(math.prod(weight.shape) for weight in weights)


# One step of a chain: what is made of the tensor `x` of three axes, of which the last two are known.
STEPS = [
    "x + {f}", "x * {f}", "{f} - x", "{f} / (x * x + 1.0)", "-x", "abs(x)", "x ** 2", "x // {f}", "x % {f}", "x / sum(x, axis=1, keepdims=True)",
    "x - mean(x, axis=-1, keepdims=True)", "x * x[:, :1]", "x + x[..., :1]", "x[:, ::-1]", "x[:, 1:]", "x[..., :-1]", "x[:, :, None][:, :, 0]",
    "square(x)", "relu(x)", "sqrt(absolute(x))", "maximum(x, {f})", "where(x > {f}, x, {f})", "where(x > 0, x, zeros_like(x))",
    "transpose(x, (0, 2, 1))", "concatenate([x, x], axis={a})", "concatenate([x, exp(x), -x], {a})", "stack([x, x], axis=1)[:, 0]",
    "pad(x, ((0, 0), ({i}, 1), (0, {i})))", "tile(x, (1, {i}, 1))", "repeat(x, {i}, axis={a})", "flip(x, {a})", "roll(x, {i}, {a})",
    "softmax(x, axis={a})", "normalize(x, axis={a})", "cumsum(x, axis={a})", "matmul(x, transpose(x, (0, 2, 1)))", "x @ swapaxes(x, 1, 2)",
    "matmul(softmax(matmul(x, swapaxes(x, 1, 2))), x)", "split(concatenate([x, x], {a}), 2, axis={a})[1]", "unstack(stack([x, -x], 1), axis=1)[0]",
    "take(x, [0, 1, 1], axis={a})", "expand_dims(max(x, axis=1), 1)", "squeeze(expand_dims(x, 2), axis=2)", "clip(x, -1.0, 1.0)",
    "cast(argmax(x, axis=-1), 'float32')[:, :, None] * x", "reshape(x, (-1, x.shape[2], x.shape[1]))", "top_k(x, 1)[0]",
    "one_hot(cast(x[..., 0], 'int32'), {i})", "L.Dense({i})(x)", "L.Dense({i}, activation='relu')(x)", "L.Conv1D({i}, 3, padding='same')(x)",
    "L.LayerNormalization()(x)", "L.Add()([x, sigmoid(x)])", "L.Concatenate()([x, x + 1])", "einsum('bij,bkj->bik', x, x)", "tensordot(x, x[0], axes=((2,), (1,)))",
    "cast(x, 'float16')", "cast(x > {f}, 'float32')", "cast(logical_and(x > 0, x < {f}), x.dtype)", "stop_gradient(x)", "moments(x, [1], keepdims=True)[0] + x",
    "image.resize(x[..., None], ({i}, 4))[..., 0]", "L.MultiHeadAttention(2, {i})(x, x)", "L.GRU({i}, return_sequences=True)(x)",
    "keras.Sequential([keras.Input(x.shape[1:]), L.Dense({i})])(x)", "log(x + {f})", "average_pool(x, 2, padding='same')",
    "sign(x)", "L.Attention()([x, x])", "L.TimeDistributed(L.Dense({i}))(x)", "sort(x, axis={a})", "var(x, axis={a}, keepdims=True) + x",
]  # fmt: skip
ENDS = ["x", "x", "mean(x, axis=(1, 2))", "L.Dense(3)(L.Flatten()(x))", "x[:, -1]", "split(concatenate([x, x], -1), 2, axis=-1)", "moments(x, [1])", "[x, x + 1]"]


def chain(draw):
    """Some steps one after the other, as one call."""
    text = "a"
    for step in [*draw.choices(STEPS, k=draw.randint(2, 6)), draw.choice(ENDS)]:
        filled = step.format(f=draw.choice(["0.5", "2.0", "1.5"]), i=draw.randint(2, 4), a=draw.choice([1, 2, -1]))
        text = f"(lambda x: {filled})({text})"
    return text, {"a": [[draw.choice([None, None, 2]), draw.randint(3, 9), draw.randint(3, 9)], "float32"]}


if __name__ == "__main__":
    main(sys.argv[1])
