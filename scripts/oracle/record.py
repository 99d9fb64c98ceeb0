"""Fills test/oracle with the answers of real Keras.

Called by record.mjs with what to record: names of layers, `signatures`, `models`; all of it if nothing is named.
"""

import gc
import json
import os
import sys
from pathlib import Path

os.environ.update(KERAS_BACKEND="tensorflow", TF_CPP_MIN_LOG_LEVEL="3", CUDA_VISIBLE_DEVICES="", TF_ENABLE_ONEDNN_OPTS="0")

import warnings

warnings.filterwarnings("ignore")

import keras
import models
import rows
import signatures
import tensorflow as tf
from one_per_line import one_per_line

ORACLE = Path(__file__).resolve().parents[2] / "test" / "oracle"
VERSIONS = {"keras": keras.__version__, "tensorflow": tf.__version__}


def main(wanted):
    # Keras collects garbage whenever names start anew; without the libraries' own objects that takes 20 times less.
    gc.freeze()
    for file in sorted((ORACLE / "rows").glob("*.json")):
        table = json.loads(file.read_text())
        if not wanted or table["layer"] in wanted:
            record_rows(file, table)
    if not wanted or "signatures" in wanted:
        record_signatures()
    if not wanted or "models" in wanted:
        models.record(ORACLE / "models", VERSIONS)


def record_rows(file, table):
    filled = [rows.fill(table["layer"], row) for row in table["rows"]]
    head = {"layer": table["layer"], **VERSIONS}
    file.write_text(one_per_line(head, "rows", filled))
    refused = sum(row["refused"] is not None for row in filled)
    print(f"{table['layer']}: {len(filled)} rows, {refused} refused", flush=True)


def record_signatures():
    file = ORACLE / "signatures" / "keras-layers.json"
    file.parent.mkdir(exist_ok=True)
    found = signatures.of_module(keras.layers)
    file.write_text(one_per_line(VERSIONS, "layers", found))
    print(f"signatures: {len(found)} names in keras.layers", flush=True)
    names = sorted(name for name in dir(keras.ops) if not name.startswith("_") and callable(getattr(keras.ops, name)))
    (file.parent / "keras-ops.json").write_text(one_per_line(VERSIONS, "ops", names))
    print(f"signatures: {len(names)} names in keras.ops", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
