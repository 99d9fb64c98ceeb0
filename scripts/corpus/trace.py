"""Runs programs with real Keras and writes down each layer that they apply: place, class, name, shapes, parameters.

Reads jobs from standard input, a JSON list of {"program", "folders", "standIns", "output", "key"}; each runs in a process of its
own, so that names are counted from the start and a crash ends one program only.
"""

import contextlib
import importlib.abc
import importlib.machinery
import io
import json
import math
import os
import runpy
import signal
import sys
import traceback
import types

os.environ["KERAS_BACKEND"] = "tensorflow"

import keras  # noqa: E402
import tensorflow as tf  # noqa: E402
from keras.src import tree  # noqa: E402

KERAS = os.path.dirname(os.path.abspath(keras.__file__)) + os.sep

APPLICATIONS = os.path.join(KERAS, "src", "applications") + os.sep

# Functions of Keras that apply layers for their own use.
INSIDE = {"__init__", "build", "call", "from_config", "clone_model", "compute_output_spec", "compute_output_shape"}

# What would train or read files changes no layer.
IDLE = ("fit", "evaluate", "train_on_batch", "load_weights")

LIMIT_SECONDS = 300


def main():
    for job in json.load(sys.stdin):
        child = os.fork()
        if child == 0:
            signal.alarm(LIMIT_SECONDS)
            record(job)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if status != 0:
            write(job, {"error": f"the process ended with {status}", "layers": []})
            print(f"{job['program']}: the process ended with {status}", flush=True)


def record(job):
    sys.path[:0] = job["folders"]
    sys.meta_path.append(StandIns(job["standIns"]))
    tracer = Tracer(job["folders"], job["program"])
    tracer.start()
    error = None
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        try:
            runpy.run_path(job["program"], run_name="__main__")
        except BaseException as raised:  # noqa: BLE001
            error = described(raised)
    layers = [tracer.layer(layer) for layer in tracer.order]
    write(job, {"keras": keras.__version__, "tensorflow": tf.__version__, "error": error, "layers": layers})
    print(f"{job['program']}: {len(layers)} layers{'; ' + error if error else ''}", flush=True)


def write(job, result):
    os.makedirs(os.path.dirname(job["output"]), exist_ok=True)
    with open(job["output"], "w") as file:
        json.dump({"key": job["key"], **result}, file)


def described(error):
    last = traceback.extract_tb(error.__traceback__)[-1]
    message = (str(error).splitlines() or [""])[0][:200]
    return f"{type(error).__name__}: {message} ({os.path.basename(last.filename)}:{last.lineno})"


class Tracer:
    """Notes the applications that the program and its packages make, not those that Keras makes inside its layers."""

    def __init__(self, folders, program):
        self.folders = tuple(folder + os.sep for folder in folders)
        self.program = program
        self.order = []
        self.notes = {}
        # Layers whose `call` runs at the moment, and for layers that are made in one: which, and where.
        self.running = []
        self.made_in = {}
        self.first = {}

    def start(self):
        call = keras.layers.Layer.__call__
        tracer = self

        make = keras.layers.Layer.__new__

        def noted_make(cls, *args, **kwargs):
            layer = make(cls, *args, **kwargs)
            run = call_around()
            if tracer.running and run:
                tracer.made_in[layer] = tracer.made_here(cls, run)
            return layer

        keras.layers.Layer.__new__ = noted_make

        def noted_call(layer, *args, **kwargs):
            place = tracer.place()
            tracer.running.append((layer, {}))
            try:
                result = call(layer, *args, **kwargs)
            finally:
                tracer.running.pop()
            if place:
                tracer.note(layer, place, result)
            return result

        keras.layers.Layer.__call__ = noted_call
        spec = keras.layers.Layer.compute_output_spec

        def noted_spec(layer, *args, **kwargs):
            # Keras does not ask the `call` of a layer that tells its output shape, so what it applies is asked here.
            overrides = type(layer).compute_output_shape is not keras.layers.Layer.compute_output_shape
            if overrides and not type(layer).__module__.startswith("keras.src."):
                with contextlib.suppress(Exception):
                    keras.src.backend.compute_output_spec(layer.call, *args, **kwargs)
            return spec(layer, *args, **kwargs)

        keras.layers.Layer.compute_output_spec = noted_spec
        for name in IDLE:
            setattr(keras.Model, name, lambda *args, **kwargs: None)

    def place(self):
        """File and line of the text that applies a layer, and the line of the program; None inside Keras."""
        frame, place = sys._getframe(2), None
        while frame is not None:
            path = frame.f_code.co_filename
            if path == self.program:
                return (place or (".", frame.f_lineno)) + (frame.f_lineno,)
            folder = next((folder for folder in self.folders if path.startswith(folder)), None)
            if folder:
                place = place or (path[len(folder) :], frame.f_lineno)
            elif place is None and path.startswith(KERAS) and inside(frame):
                return None
            frame = frame.f_back
        return None

    def note(self, layer, place, result):
        layer = self.once(layer)
        if layer not in self.notes:
            self.order.append(layer)
            self.notes[layer] = {"place": place, "outputs": []}
        known = self.notes[layer]["outputs"]
        shapes = [dims(leaf.shape) for leaf in tree.flatten(result) if hasattr(leaf, "shape")]
        if shapes not in known:
            known.append(shapes)

    def made_here(self, cls, run):
        """The layer in whose `call` another is made, and the how manieth of its class that is in this run."""
        parent, counts = self.running[-1]
        counts[run, cls] = counts.get((run, cls), 0) + 1
        return (parent, cls, counts[run, cls])

    def once(self, layer):
        """Keras asks a `call` several times; a layer that is made in it is another each time, and counts as one."""
        key = self.made_in.get(layer)
        return layer if key is None else self.first.setdefault(key, layer)

    def layer(self, layer):
        file, line, program_line = self.notes[layer]["place"]
        return {
            "file": file,
            "line": line,
            "programLine": program_line,
            "class": type(layer).__name__,
            # Its name counts how often Keras asked.
            "name": "" if layer in self.made_in else layer.name,
            "params": count(layer.weights),
            "trainable": count(layer.trainable_weights),
            "outputs": self.notes[layer]["outputs"],
        }


def call_around():
    """The frame of the `call` that makes a layer itself; None in the `build` that comes before it."""
    frame = sys._getframe(2)
    while frame is not None and frame.f_code.co_name not in ("call", "build"):
        frame = frame.f_back
    return frame if frame is not None and frame.f_code.co_name == "call" else None


def inside(frame):
    """A Sequential applies in `build` what the program has put into it; keras.applications builds what it likes."""
    if frame.f_code.co_filename.startswith(APPLICATIONS):
        return True
    if frame.f_code.co_name not in INSIDE:
        return False
    building = frame.f_code.co_name in ("build", "__init__")
    return not (building and isinstance(frame.f_locals.get("self"), keras.Sequential))


def dims(shape):
    return None if getattr(shape, "rank", 0) is None else [None if dim is None else int(dim) for dim in shape]


def count(weights):
    return sum(math.prod(weight.shape) for weight in weights)


class StandIns(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Modules that are imported but take no part in building a model: not installed, so something empty stands in."""

    def __init__(self, names):
        self.names = set(names)

    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] not in self.names:
            return None
        return importlib.machinery.ModuleSpec(name, self, is_package=True)

    def create_module(self, spec):
        return StandInModule(spec.name)

    def exec_module(self, module):
        module.__path__ = []


class StandInMeta(type):
    def __getattr__(cls, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return StandInMeta(name, (StandIn,), {})


class StandIn(metaclass=StandInMeta):
    def __init__(self, *args, **kwargs):
        pass

    def __call__(self, *args, **kwargs):
        return args[0] if len(args) == 1 and callable(args[0]) else self

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return StandIn()


class StandInModule(types.ModuleType):
    def __getattr__(self, name):
        if name.startswith("__") and name != "__version__":
            raise AttributeError(name)
        return "99.0.0" if name == "__version__" else StandInMeta(name, (StandIn,), {})


if __name__ == "__main__":
    main()
