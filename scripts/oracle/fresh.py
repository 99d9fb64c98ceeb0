"""Answers questions as they come: one row per line on standard input, one answer per line on standard output.

A row has the name of its layer beside what a recorded row has, or is a `program` that builds a model. What is printed by Keras itself goes to standard error.
"""

import gc
import json
import os
import sys

os.environ.update(KERAS_BACKEND="tensorflow", TF_CPP_MIN_LOG_LEVEL="3", CUDA_VISIBLE_DEVICES="", TF_ENABLE_ONEDNN_OPTS="0")

import warnings

warnings.filterwarnings("ignore")

answers = sys.stdout
sys.stdout = sys.stderr

import keras
import rows
import tensorflow as tf
import whole_model


def main():
    # Keras collects garbage whenever names start anew; without the libraries' own objects that takes 20 times less.
    gc.freeze()
    print(json.dumps({"keras": keras.__version__, "tensorflow": tf.__version__}), file=answers, flush=True)
    for line in sys.stdin:
        row = json.loads(line)
        # The run on numbers costs most of the time, so it is asked for only where the first answers differ.
        rows.RUNS = row.pop("run", False)
        answer = whole_model.answer(row["program"], rows.RUNS) if "program" in row else rows.fill(row.pop("layer"), row)
        print(json.dumps(answer), file=answers, flush=True)


if __name__ == "__main__":
    main()
