"""
Writes test/oracle/signatures/keras-names.json: what the modules of Keras offer, and which words `compile` takes.

    keras_names.py FOLDER     FOLDER holds the packages of older versions, as `pip download --no-deps keras==2.3.1` leaves them

The installed Keras 3 and Keras 2 are asked; older versions are read, since they do not run any more. Reading gives more names
than the version offers (a file's own imports too), which is on the safe side: a name in this list is not called misspelt.
"""

import ast
import json
import os
import pathlib
import re
import sys
import tarfile
import zipfile

os.environ.update(TF_CPP_MIN_LOG_LEVEL='3', CUDA_VISIBLE_DEVICES='', KERAS_BACKEND='tensorflow')

import keras  # noqa: E402
import tensorflow as tf  # noqa: E402
import tf_keras  # noqa: E402

MODULES = [
    'activations', 'applications', 'callbacks', 'constraints', 'datasets', 'initializers', 'layers', 'losses', 'metrics',
    'models', 'optimizers', 'regularizers',
]  # fmt: skip
WORDS = {'loss': 'losses', 'metric': 'metrics', 'optimizer': 'optimizers'}
TARGET = pathlib.Path(__file__).resolve().parents[2] / 'test' / 'oracle' / 'signatures' / 'keras-names.json'


def main(folder):
    from keras.src.losses import ALL_OBJECTS_DICT as losses
    from keras.src.metrics import ALL_OBJECTS_DICT as metrics
    from keras.src.optimizers import ALL_OBJECTS_DICT as optimizers

    names = {module: set() for module in MODULES}
    older = {module: set() for module in MODULES}
    for root in (keras, tf.keras, tf_keras):
        for module in MODULES:
            names[module] |= {name for name in dir(getattr(root, module)) if not name.startswith('_')}
    packages = sorted(pathlib.Path(folder).iterdir())
    for package in packages:
        for path, text in sources(package):
            if re.search(r'_test\.py$|/benchmarks/|test_util', path):
                continue
            for module in MODULES:
                if re.search(rf'/{module}(/|\.py$|_v\d\.py$)|/legacy/{module}\.py$', path):
                    older[module] |= names_in(text, path)
    words = {
        'loss': set(losses),
        # `get_metric` of `CompileMetrics` takes these besides.
        'metric': set(metrics) | {'accuracy', 'acc', 'crossentropy', 'ce'},
        # `optimizers.get` looks names up in small letters.
        'optimizer': {name.lower() for name in optimizers},
    }
    # Keras 2 looks the words up among the names of the module.
    for word, module in WORDS.items():
        inside = sys.modules[f'tf_keras.src.{module}'] if f'tf_keras.src.{module}' in sys.modules else None
        found = set(dir(inside) if inside else []) | older[module] | names[module]
        words[word] |= {name.lower() if word == 'optimizer' else name for name in found}
    record = {
        'keras': keras.__version__,
        'tf_keras': tf_keras.__version__,
        'read': [package.name for package in packages],
        'names': {module: sorted(names[module]) for module in MODULES},
        'olderNames': {module: sorted(older[module] - names[module]) for module in MODULES},
        'words': {word: sorted(name for name in found if not name.startswith('_')) for word, found in words.items()},
        # What is proposed for a misspelt word: names of the version of today.
        'today': {
            'loss': sorted(losses),
            'metric': sorted({*metrics, 'accuracy'}),
            'optimizer': sorted({name.lower() for name in optimizers}),
        },
    }
    TARGET.write_text(json.dumps(record, indent=1) + '\n')


def sources(package):
    if package.suffix == '.whl':
        with zipfile.ZipFile(package) as files:
            yield from ((f'/{name}', files.read(name).decode()) for name in files.namelist() if name.endswith('.py'))
        return
    with tarfile.open(package) as files:
        for member in files.getmembers():
            if member.name.endswith('.py') and '/tests/' not in member.name:
                yield f'/{member.name}', files.extractfile(member).read().decode()


def names_in(text, path):
    """Names that a file binds at its top level, those in `keras_export('keras.layers.NAME')`, and its own name."""
    found = {pathlib.PurePath(path).stem, pathlib.PurePath(path).parent.name}
    found |= set(re.findall(r'["\']keras\.[\w.]*\.(\w+)["\']', text))
    for node in top_level(ast.parse(text).body):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            found.add(node.name)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            found |= {alias.asname or alias.name.split('.')[0] for alias in node.names}
        elif isinstance(node, ast.Assign):
            found |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return {name for name in found if name.isidentifier() and not name.startswith('_')}


def top_level(body):
    for node in body:
        yield node
        for inside in ('body', 'orelse', 'handlers', 'finalbody'):
            if isinstance(node, (ast.If, ast.Try, ast.ExceptHandler)):
                yield from top_level(getattr(node, inside, []))


main(sys.argv[1])
