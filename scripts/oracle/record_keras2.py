"""Builds the models of test/oracle/models with Keras 2, whose JSON is the one that TensorFlow.js reads."""

import json
import math
import os
import sys
from pathlib import Path

os.environ.update(TF_CPP_MIN_LOG_LEVEL="3", CUDA_VISIBLE_DEVICES="")

import runpy

import tf_keras
from one_per_line import one_per_line

MODELS = Path(__file__).resolve().parents[2] / "test" / "oracle" / "models"


def main():
    # The sources say `keras`, which for them is Keras 2 here.
    for name in ("", ".layers", ".models"):
        sys.modules[f"keras{name}"] = sys.modules[f"tf_keras{name}"] if name else tf_keras
    built = [record(source) for source in sorted(MODELS.glob("*.py"))]
    print(f"models: {sum(built)} by Keras 2, which refuses {len(built) - sum(built)}", flush=True)


def record(source):
    """Writes `<name>.keras2.json`; Keras 2 does not know every arg of Keras 3, and its refusal is noted as well."""
    tf_keras.backend.clear_session()
    head = {"kerasVersion": tf_keras.__version__}
    target = source.with_suffix(".keras2.json")
    try:
        model = runpy.run_path(str(source))["model"]
    except Exception as error:
        target.write_text(one_per_line({**head, "refused": f"{type(error).__name__}: {error}"}, "rows", []))
        return False
    head |= {
        "refused": None,
        "name": model.name,
        "class": type(model).__name__,
        "params": model.count_params() if model.built else None,
        "trainable": count(model.trainable_weights) if model.built else None,
        "json": json.loads(model.to_json()),
    }
    rows = [row(layer) for layer in model.layers] if model.built else []
    target.write_text(one_per_line(head, "rows", rows))
    return True


def row(layer):
    entry = {
        "name": layer.name,
        "class": type(layer).__name__,
        "applications": [shapes(node.output_shapes) for node in layer._inbound_nodes],
        "params": layer.count_params(),
        "trainable": count(layer.trainable_weights),
    }
    if isinstance(layer, tf_keras.Model):
        entry["rows"] = [row(inner) for inner in layer.layers]
    return entry


def shapes(found):
    """A single shape becomes a list of one, as for a node with several outputs."""
    return [list(shape) for shape in found] if isinstance(found, list) else [list(found)]


def count(weights):
    return sum(math.prod(weight.shape) for weight in weights)


if __name__ == "__main__":
    main()
