"""Builds the models of test/oracle/models with real Keras and notes their JSON and the rows of their summary."""

import json
import math
import runpy
import sys

import keras
from one_per_line import one_per_line

# Saved as archives too, whole: small ones, for a nested model that is shared and for operations.
ARCHIVED = ("gates", "shared-nested")


def record(folder, versions):
    """Writes `<name>.json` beside each `<name>.py`, which assigns its model to `model`."""
    for source in sorted(folder.glob("*.py")):
        # Names count up within a process; a cleared session counts from the start as a new process does.
        keras.backend.clear_session()
        model = run(source)
        summary = []
        model.summary(line_length=120, print_fn=lambda line: summary.extend(line.splitlines()))
        head = {
            **versions,
            "name": model.name,
            "class": type(model).__name__,
            "built": model.built,
            "inputs": shapes(model.inputs) if model.built else None,
            "outputs": shapes(model.outputs) if model.built else None,
            "params": model.count_params() if model.built else None,
            "trainable": count(model.trainable_weights) if model.built else None,
            "summary": summary,
            "json": json.loads(model.to_json()),
        }
        source.with_suffix(".json").write_text(one_per_line(head, "rows", rows(model)))
        if source.stem in ARCHIVED:
            model.save(source.with_suffix(".keras"))
    print(f"models: {len(list(folder.glob('*.py')))} by Keras", flush=True)


def run(source):
    sys.dont_write_bytecode = True
    return runpy.run_path(str(source))["model"]


def rows(model):
    """One row per line of the summary; a nested model has the rows of its own summary too."""
    return [row(layer, nodes_of(model)) for layer in listed(model)]


def row(layer, nodes):
    applied = [shapes(node.output_tensors) for node in getattr(layer, "_inbound_nodes", []) if node in nodes]
    built = getattr(layer, "built", True)
    entry = {
        "name": layer.name,
        "class": type(layer).__name__,
        "applications": applied,
        "params": count(layer.weights) if built and hasattr(layer, "weights") else 0 if built else None,
    }
    if built:
        # A wrapper that is made with `trainable=False` says that it has none, but those of the layer inside are trained.
        entry["trainable"] = count(weight for weight in getattr(layer, "weights", []) if weight.trainable)
    if isinstance(layer, keras.Model):
        entry["rows"] = rows(layer)
    return entry


def listed(model):
    """The summary lists operations that are no layers as well, but not the input of a `Sequential`."""
    return model.layers if isinstance(model, keras.Sequential) else model._operations


def nodes_of(model):
    """The applications that are part of this model; a layer may have others outside of it."""
    graph = model._functional if isinstance(model, keras.Sequential) else model
    return [node for nodes in graph._nodes_by_depth.values() for node in nodes] if graph else []


def shapes(tensors):
    return [list(tensor.shape) for tensor in tensors]


def count(weights):
    return sum(math.prod(weight.shape) for weight in weights)
