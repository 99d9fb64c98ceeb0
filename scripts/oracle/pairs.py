"""
Runs the programs of test/unit/rules/pairs in real Keras and writes down how each ended and in which line.

Usage: pairs.py < {name: text}, which prints a line {"keras": version, "tensorflow": version}, then one {name: error or null}
for each program as soon as it has ended.
A notebook is given as the text of its code cells, one after the other.

The data sets that Keras downloads are replaced by arrays of the same shapes, types and classes, and `fit` and `evaluate`
look at two batches: what is judged are shapes, and they are the same in every batch.
"""

import ast
import contextlib
import functools
import io
import json
import os
import re
import sys
import tempfile
import traceback

os.environ['KERAS_BACKEND'] = 'tensorflow'
os.environ.setdefault('TF_CPP_MIN_LOG_LEVEL', '3')
os.environ['CUDA_VISIBLE_DEVICES'] = ''

import keras  # noqa: E402
import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402

BATCHES = 2


def main():
    stand_in_for_data_sets()
    look_at_few_batches()
    texts = json.load(sys.stdin)
    print(json.dumps({'keras': keras.__version__, 'tensorflow': tf.__version__}), flush=True)
    for name, text in texts.items():
        print(json.dumps({name: in_a_process(text)}), flush=True)


def in_a_process(text):
    """Names are counted from the start in each program, and one that dies ends alone."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        with os.fdopen(writer, 'w') as out, tempfile.TemporaryDirectory() as place:
            os.chdir(place)
            json.dump(outcome(text), out)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as answer:
        written = answer.read()
    os.waitpid(child, 0)
    return json.loads(written) if written else {'error': 'died', 'message': '', 'lines': None}


def outcome(text):
    """The error with its first line of text, and the first and last line of the statement that it was raised in."""
    silent = io.StringIO()
    with contextlib.redirect_stdout(silent), contextlib.redirect_stderr(silent):
        try:
            exec(compile(text, '<program>', 'exec'), {'__name__': '__main__'})
        except Exception as error:  # Whatever the framework raises is the answer.
            frames = traceback.extract_tb(error.__traceback__)
            lines = [frame.lineno for frame in frames if frame.filename == '<program>']
            said = re.sub(r'\x1b\[[0-9;]*m', '', str(error)).strip()
            return {
                'error': type(error).__name__,
                'message': message_in(said),
                'statements': [statement_at(text, line) for line in lines],
            }
    return None


def statement_at(text, line):
    """The lines of the innermost statement that holds a line."""
    holding = [
        (node.lineno, node.end_lineno)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.stmt) and node.lineno <= line <= node.end_lineno
    ]
    return max(holding, default=(line, line))


def message_in(text):
    lines = [line for line in text.splitlines() if line.strip()]
    lines = [line for line in lines if not line.startswith('Exception encountered when calling')]
    # A graph that TensorFlow runs tells its own places first.
    lines = [line for line in lines if 'Received a label value' in line] or lines
    # Names of tensors are counted, and modules lie elsewhere on another machine.
    first = re.sub(r'(keras_tensor|Tensor\(")[^" ]*', r'\1…', lines[0]) if lines else ''
    return re.sub(r' \(/[^)]*\)', '', first)[:300]


def stand_in_for_data_sets():
    def images(train, test, shape, classes, label_shape=()):
        def part(rows):
            labels = (np.arange(rows) % classes).astype('uint8').reshape((rows, *label_shape))
            return np.zeros((rows, *shape), 'uint8'), labels

        return lambda *_, **__: (part(train), part(test))

    sets = keras.datasets
    sets.mnist.load_data = sets.fashion_mnist.load_data = images(60000, 10000, (28, 28), 10)
    sets.cifar10.load_data = images(50000, 10000, (32, 32, 3), 10, (1,))
    sets.cifar100.load_data = images(50000, 10000, (32, 32, 3), 100, (1,))
    sets.boston_housing.load_data = lambda *_, **__: (
        (np.random.rand(404, 13), np.random.rand(404)),
        (np.random.rand(102, 13), np.random.rand(102)),
    )

    def reviews(num_words=10000, **_):
        def part(rows):
            texts = np.empty(rows, dtype=object)
            for row in range(rows):
                texts[row] = [row % (num_words or 10000)] * (10 + row % 50)
            return texts, np.arange(rows) % 2

        return part(25000), part(25000)

    sets.imdb.load_data = reviews
    for name in ('mnist', 'fashion_mnist', 'cifar10', 'cifar100', 'boston_housing', 'imdb'):
        for module in (tf.keras.datasets,):
            getattr(module, name).load_data = getattr(sets, name).load_data


def look_at_few_batches():
    def limited(method, **limits):
        @functools.wraps(method)
        def run(self, *args, **kwargs):
            return method(self, *args, **{**limits, **kwargs})

        return run

    keras.Model.fit = limited(keras.Model.fit, steps_per_epoch=BATCHES)


main()
