"""Asks real Keras for the results of functions of keras.ops on symbolic tensors: `npm run record -- operations`."""

import inspect
import itertools
import json
import os

os.environ.update(KERAS_BACKEND="tensorflow", TF_CPP_MIN_LOG_LEVEL="3", CUDA_VISIBLE_DEVICES="")

from pathlib import Path

import keras
import tensorflow as tf
import tf_keras
from keras import ops
from one_per_line import one_per_line

FOLDER = Path(__file__).resolve().parents[2] / "test" / "oracle" / "operations"

# Every function of one tensor and of two tensors is asked about these.
ONE = ["None,4,6", "3,4 int32", "2,5 bool", "None,3 float16", "4 int64", "3 uint8", "None,4,4 float64"]
TWO = [
    ("None,4", "4"),
    ("None,1,4", "3,1"),
    ("None,4", "3"),
    ("2,3", "2,3 int32"),
    ("2,3 int32", "2,3 int32"),
    ("2,3 bool", "2,3 int32"),
    ("2,3 bool", "2,3 bool"),
    ("2,3 float16", "2,3"),
    ("2,3 uint8", "2,3 int8"),
    ("2,3 int64", "2,3 float16"),
    ("2,3 int64", "2,3 int32"),
    ("2,3 bfloat16", "2,3 float16"),
]
NUMBERS = ["2", "2.5", "True"]
# Not functions of tensors that go by their position.
APART = {
    "cond", "switch", "while_loop", "fori_loop", "scan", "associative_scan", "map", "vectorized_map", "vectorize", "custom_gradient",
    "jvp", "einsum", "is_tensor", "convert_to_numpy", "shape", "ndim", "dtype", "slice", "fft", "fft2", "ifft2", "irfft", "concatenate",
    "stack", "hstack", "vstack", "dstack", "meshgrid", "zeros", "ones", "empty", "eye", "tri", "arange", "full", "linspace", "logspace",
    "geomspace", "array", "convert_to_tensor", "rearrange", "nonzero", "unique", "bincount",
}  # fmt: skip


def main():
    versions = {"keras": keras.__version__, "backend": keras.backend.backend()}
    record("keras.json", versions, [*for_all(), *written("calls.txt")], of_keras)
    versions = {"tf_keras": tf_keras.__version__, "tensorflow": tf.__version__}
    record("tensorflow.json", versions, written("calls-tf.txt"), of_tensorflow)


def record(file, versions, lines, ask):
    rows = [row(line, ask) for line in lines]
    (FOLDER / file).write_text(one_per_line(versions, "rows", rows))
    print(f"{file}: {len(rows)} calls, {sum('refused' in each for each in rows)} of them refused", flush=True)


def written(file):
    lines = (FOLDER / file).read_text().splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def for_all():
    for name in sorted(dir(ops)):
        function = getattr(ops, name)
        if name.startswith("_") or name in APART or not inspect.isfunction(function):
            continue
        needed = [p.name for p in inspect.signature(function).parameters.values() if p.default is p.empty and p.kind != p.VAR_KEYWORD]
        if len(needed) == 1:
            yield from (f"a: {tensor} | {name}(a)" for tensor in ONE)
        if len(needed) == 2 and needed[1] in ("x2", "y", "x", "b"):
            yield from (f"a: {a} | b: {b} | {name}(a, b)" for a, b in TWO)
            yield from (f"a: {a} | {name}(a, {n})" for a, n in itertools.product(("None,4", "3 int32", "3 bool"), NUMBERS))
            yield f"a: None,4 | {name}(3, a)"


def row(line, ask):
    *tensors, call = [part.strip() for part in line.split(" | ")]
    given = {}
    for tensor in tensors:
        name, text = tensor.split(": ")
        shape, _, dtype = text.partition(" ")
        given[name] = [[None if dim == "None" else int(dim) for dim in shape.split(",")], dtype or "float32"]
    entry = {"tensors": given, "call": call}
    try:
        result = ask(call, given)
    except Exception as fault:
        return entry | {"refused": f"{type(fault).__name__}: {fault}".splitlines()[0][:200]}
    outputs = [described(each) for each in keras.tree.flatten(result)]
    if any(each is None for each in outputs):
        return entry | {"value": repr(result)[:80]}
    return entry | {"outputs": outputs}


def of_keras(call, given):
    tensors = {name: keras.KerasTensor(tuple(shape), dtype=dtype) for name, (shape, dtype) in given.items()}
    return eval(call, {**vars(ops), "slice": slice if "get_item" in call else ops.slice, **tensors})


def of_tensorflow(call, given):
    """Keras 3 does not let functions of TensorFlow see the tensors of a model; Keras 2 makes nodes of them."""
    tensors = {name: tf_keras.Input(batch_shape=tuple(shape), dtype=dtype) for name, (shape, dtype) in given.items()}
    return eval(call, {"tf": tf, "K": tf_keras.backend, **tensors})


def described(value):
    """Shape and dtype of a tensor; nothing for other values."""
    if not hasattr(value, "shape") or not hasattr(value, "dtype"):
        return None
    return [list(value.shape), keras.backend.standardize_dtype(value.dtype)]


if __name__ == "__main__":
    main()
