"""Runs the programs of test/agree/programs under a tracer and writes beside each what real Keras built, or where it stopped."""

import contextlib
import io
import json
import math
import os
import pathlib
import runpy
import sys
import traceback

os.environ["KERAS_BACKEND"] = "tensorflow"

import keras  # noqa: E402
import tensorflow as tf  # noqa: E402
from keras.src import tree  # noqa: E402
from one_per_line import one_per_line  # noqa: E402

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "test" / "agree" / "programs"


def main(names):
    sources = sorted(FOLDER.glob("*.py"))
    for source in sources:
        if names and source.stem not in names:
            continue
        # A process of its own for each: names are counted from the start, and a crash ends one program only.
        child = os.fork()
        if child == 0:
            record(source)
            sys.stdout.flush()
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if status != 0:
            print(f"{source.name}: the process ended with {status}", flush=True)


def record(source):
    tracer = Tracer(str(source))
    tracer.start()
    error = None
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        try:
            runpy.run_path(str(source), run_name="__main__")
        except BaseException as raised:  # noqa: BLE001
            error = described(raised, str(source))
    head = {
        "keras": keras.__version__,
        "tensorflow": tf.__version__,
        "error": error,
        "models": [model for layer in tracer.made if hasattr(layer, "_tracker") and (model := tracer.model(layer))],
    }
    layers = [tracer.layer(layer) for layer in tracer.made if layer in tracer.outputs]
    source.with_suffix(".json").write_text(one_per_line(head, "layers", layers))
    print(source.stem, f"{len(layers)} layers", error["message"][:120] if error else "", flush=True)


def described(error, path):
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == path]
    message = str(error).splitlines()
    return {
        "line": lines[-1] if lines else None,
        "type": type(error).__name__,
        "message": (message[0] if message else "")[:300],
    }


# Functions of Keras that make layers for their own use.
INSIDE = {"__init__", "build", "call", "from_config", "clone_model", "_maybe_rebuild", "_symbolic_build"}

# Methods in which a model runs on data; shapes with the batch of the data say nothing new of layers that have theirs.
ON_DATA = ("fit", "evaluate", "predict", "train_on_batch")


class Tracer:
    """Notes which layers the program makes, in which line, and the shapes of what they give."""

    def __init__(self, path):
        self.path = path
        self.made = []
        self.lines = {}
        self.outputs = {}
        self.depth = 0
        self.settled = set()

    def start(self):
        make, call, layer_class = keras.layers.Layer.__new__, keras.layers.Layer.__call__, keras.layers.Layer
        tracer = self

        def noted_make(cls, *args, **kwargs):
            layer = make(cls, *args, **kwargs)
            line = tracer.line()
            if line is not None and layer not in tracer.lines:
                tracer.made.append(layer)
                tracer.lines[layer] = line
            return layer

        def noted_call(layer, *args, **kwargs):
            result = call(layer, *args, **kwargs)
            if layer in tracer.lines:
                tracer.note(layer, result)
            return result

        for name in ON_DATA:
            setattr(keras.Model, name, tracer.on_data(getattr(keras.Model, name)))
        layer_class.__new__ = noted_make
        layer_class.__call__ = noted_call
        init = keras.layers.InputLayer.__init__

        def noted_init(layer, *args, **kwargs):
            init(layer, *args, **kwargs)
            if layer in tracer.lines:
                tracer.note(layer, layer.output)

        keras.layers.InputLayer.__init__ = noted_init

    def line(self):
        """The line of the program that makes a layer; None for a layer that Keras makes inside another."""
        frame = sys._getframe(2)
        while frame is not None:
            if frame.f_code.co_filename == self.path:
                return frame.f_lineno
            if frame.f_code.co_name in INSIDE:
                return None
            frame = frame.f_back
        return None

    def on_data(self, method):
        def run(*args, **kwargs):
            if self.depth == 0:
                self.settled = set(self.outputs)
            self.depth += 1
            try:
                return method(*args, **kwargs)
            finally:
                self.depth -= 1

        return run

    def note(self, layer, result):
        if self.depth and (layer in self.settled or layer in self.outputs):
            return
        shapes = [list(leaf.shape) for leaf in tree.flatten(result) if hasattr(leaf, "shape")]
        known = self.outputs.setdefault(layer, [])
        if shapes not in known:
            known.append(shapes)

    def layer(self, layer):
        return {
            "line": self.lines[layer],
            "class": type(layer).__name__,
            "name": layer.name,
            "params": count(layer.weights),
            "trainable": count(layer.trainable_weights),
            "outputs": self.outputs[layer],
        }

    def model(self, model):
        if not isinstance(model, keras.Model) or not getattr(model, "built", False):
            return None
        return {
            "line": self.lines[model],
            "class": type(model).__name__,
            "name": model.name,
            "params": count(model.weights),
            "trainable": count(model.trainable_weights),
            "rows": [[row.name, type(row).__name__, count(getattr(row, "weights", []))] for row in listed(model)],
            **({"expanded": expanded(model)} if any(getattr(row, "layers", None) for row in listed(model)) else {}),
        }


def listed(model):
    """The summary lists operations that are no layers as well, but not the input of a `Sequential`."""
    functional = isinstance(model, keras.src.models.functional.Functional)
    return model._operations if functional and not isinstance(model, keras.Sequential) else model.layers


def expanded(model):
    """Layer, output shape and count of each line that `summary(expand_nested=True)` prints."""
    # Wide enough for the longest name. What comes after the count may be broken into lines of its own.
    os.environ["COLUMNS"] = "400"
    lines = []
    model.summary(expand_nested=True, line_length=390, positions=[0.6, 0.8, 0.9, 1], print_fn=lines.append)
    rows = [line.split("│")[1:4] for line in "\n".join(lines).split("\n") if line.startswith("│")]
    return [[name[1:].rstrip(), shape.strip(), params.strip()] for name, shape, params in rows if name.strip()]


def count(weights):
    return sum(math.prod(weight.shape) for weight in weights)


main(sys.argv[1:])
