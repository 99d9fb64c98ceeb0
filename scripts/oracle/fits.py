"""Asks real Keras which labels fit which outputs, by loss, and which data models take. Prints one JSON object.

Every loss is called on a batch of 8; every model predicts on a batch of 4, eagerly.
"""

import json
import os
import sys

os.environ.setdefault('TF_CPP_MIN_LOG_LEVEL', '3')
os.environ['CUDA_VISIBLE_DEVICES'] = ''

import keras  # noqa: E402
import numpy as np  # noqa: E402
from keras import Input, Model, Sequential, layers  # noqa: E402, F401
from keras.src.losses.losses import LossFunctionWrapper  # noqa: E402

LOSSES = [
    'sparse_categorical_crossentropy', 'categorical_crossentropy', 'binary_crossentropy', 'binary_focal_crossentropy', 'mse', 'mae',
    'huber', 'log_cosh', 'kl_divergence', 'poisson', 'hinge', 'squared_hinge', 'categorical_hinge', 'cosine_similarity',
    'categorical_focal_crossentropy', 'mape', 'msle',
]
OUTPUTS = [(1,), (2,), (10,), (4, 1), (4, 10), (4, 4, 1), (4, 4, 3), (4, 4, 10)]
LABELS = [(), (1,), (2,), (4,), (5,), (10,), (1, 10), (4, 1), (4, 4), (4, 4, 1), (4, 4, 3), (4, 4, 10)]

# The layers behind the input as source text, so that the same program can be analysed.
MODELS = [
    'layers.Conv2D(2, 3, activation="relu"), layers.Flatten(), layers.Dense(3)',
    'layers.Conv2D(2, 3, activation="relu"), layers.GlobalAveragePooling2D(), layers.Dense(3)',
    'layers.Flatten(), layers.Dense(3)',
    'layers.Dense(3)',
    'layers.Embedding(50, 4), layers.GlobalAveragePooling1D(), layers.Dense(3)',
    'layers.LSTM(4), layers.Dense(3)',
]
DATA = [(), (1,), (3,), (7,), (12,), (3, 1), (7, 1), (7, 3), (12, 12), (12, 12, 1), (12, 12, 3), (16, 16, 1), (16, 16, 3), (12, 12, 1, 1)]
INPUTS = {
    MODELS[0]: [(12, 12, 1), (12, 12, 3), (16, 16, 3)],
    MODELS[1]: [(12, 12, 1), (12, 12, 3), (None, None, 3), (16, 16, 1)],
    MODELS[2]: [(12, 12), (12, 12, 1), (3, 1), (7, 3)],
    MODELS[3]: [(1,), (3,), (12, 1)],
    MODELS[4]: [(7,), (12,), (None,)],
    MODELS[5]: [(7, 1), (7, 3), (None, 3)],
}


def taken(action):
    try:
        action()
    except Exception:  # Whatever the framework raises is a no.
        return False
    return True


def label_rows():
    for loss in LOSSES:
        # What `compile` makes of the word.
        wrapper = LossFunctionWrapper(keras.losses.get(loss), name=loss)
        for output in OUTPUTS:
            predicted = np.full((8, *output), 0.5, 'float32')
            for shape in LABELS:
                labels = np.zeros((8, *shape), 'int32' if loss.startswith('sparse') else 'float32')
                yield [loss, [None, *output], [8, *shape], taken(lambda: wrapper(labels, predicted))]


def input_rows():
    for text, inputs in INPUTS.items():
        for shape in inputs:
            for kind in ('Sequential', 'Model'):
                model = build(kind, shape, text)
                for data in DATA:
                    yield [kind, text, list(shape), [4, *data], taken(lambda: model.predict_on_batch(np.zeros((4, *data), 'float32')))]


def build(kind, shape, text):
    stack = eval(f'[{text}]')
    first = Input(shape)
    if kind == 'Sequential':
        model = Sequential([first, *stack])
    else:
        x = first
        for layer in stack:
            x = layer(x)
        model = Model(first, x)
    model.compile(loss='mse', run_eagerly=True)
    return model


def lines(rows):
    return '[\n' + ',\n'.join(f'  {json.dumps(row)}' for row in rows) + '\n ]'


labels, inputs = list(label_rows()), list(input_rows())
sys.stdout.write(f'{{\n "keras": "{keras.__version__}",\n "labels": {lines(labels)},\n "inputs": {lines(inputs)}\n}}\n')
