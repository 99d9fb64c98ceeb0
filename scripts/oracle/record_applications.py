"""Builds every architecture of keras.applications with real Keras in several ways and notes each layer.

Weights are made of zeros and no file is loaded, because only their shapes are asked for. Results go to a folder that
record-applications.mjs packs: one JSON text per architecture.
"""

import inspect
import json
import pathlib
import sys

import keras
from keras.src import initializers
from keras.src.initializers.random_initializers import RandomInitializer
from keras.src.utils import file_utils
from models import count, nodes_of, shapes


# Arguments as a program writes them, for every architecture.
ALWAYS = [
    "weights=None",
    "weights=None, include_top=False",
    "weights=None, include_top=False, input_shape=(97, 161, 3), pooling='avg'",
    "weights=None, include_top=False, input_shape=(128, 96, 1), pooling='max'",
    "weights=None, input_shape=(160, 160, 3), classes=7, classifier_activation=None, name='mine'",
    "weights='imagenet', include_top=False, input_shape=(128, 192, 3), pooling='avg'",
    "weights='imagenet'",
    "weights=None, include_top=False, input_tensor=keras.Input((96, 128, 3), name='photo')",
    "weights=None, include_top=False, input_tensor=keras.layers.Conv2D(3, 1)(keras.Input((128, 128, 1)))",
    "weights=None, input_shape=(None, None, 3), include_top=False, pooling='avg'",
]
FURTHER = {
    "MobileNet": [
        "weights=None, alpha=0.5, depth_multiplier=2, dropout=0.2",
        "weights=None, alpha=0.75, include_top=False, input_shape=(128, 128, 3)",
        "weights='imagenet', alpha=0.25, input_shape=(160, 160, 3)",
        "(192, 192, 3), 0.5, 1, 1e-3, False, None",
    ],
    "MobileNetV2": [
        "weights=None, alpha=0.35",
        "weights=None, alpha=1.4, include_top=False, input_shape=(161, 97, 3)",
        "weights='imagenet', alpha=1.3, input_shape=(96, 96, 3)",
        "weights=None, input_shape=(96, 96, 3), alpha=0.1",
        "input_tensor=keras.Input((160, 160, 3)), weights=None, alpha=2",
    ],
    "MobileNetV3Small": [
        "weights=None, alpha=0.75",
        "weights=None, alpha=1.5, minimalistic=True",
        "weights=None, include_preprocessing=False, dropout_rate=0, input_shape=(64, 96, 3)",
        "weights='imagenet', minimalistic=True",
    ],
    "EfficientNetV2B0": ["weights=None, include_preprocessing=False", "weights=None, name='efficientnetv2'"],
    "EfficientNetV2S": ["weights=None, include_preprocessing=False, include_top=False"],
    "ConvNeXtTiny": ["weights=None, include_preprocessing=False", "weights=None, name='net'"],
    "ResNet50": ["False, None, None, (64, 64, 3), 'max'", "include_top=True, weights=None, pooling='avg', classes=2"],
}
FURTHER["MobileNetV3Large"] = FURTHER["MobileNetV3Small"]

# One of each family, which has the family's own code; the others differ from it in numbers alone and are built in fewer ways.
FIRST = [
    "VGG16",
    "ResNet50",
    "ResNet50V2",
    "DenseNet121",
    "MobileNet",
    "MobileNetV2",
    "MobileNetV3Small",
    "Xception",
    "InceptionV3",
    "InceptionResNetV2",
    "NASNetMobile",
    "EfficientNetB0",
    "EfficientNetV2B0",
    "ConvNeXtTiny",
]
FEW = [ALWAYS[at] for at in (0, 2, 5)]

# Arguments that Keras may refuse; whether it does is noted.
DOUBTFUL = [
    "weights=None, include_top=False, input_shape=(16, 16, 3)",
    "weights=None, include_top=False, input_shape=(32, 31, 3)",
    "weights=None, include_top=False, input_shape=(74, 74, 3)",
    "weights=None, include_top=False, input_shape=(70, 71, 3)",
    "weights=None, include_top=False, input_shape=(71, 71, 3)",
    "weights=None, include_top=False, input_shape=(32, 32, 3)",
    "weights=None, input_shape=(224, 224)",
    "weights=None, input_shape=(1, 224, 224, 3)",
    "weights=None, input_shape=(None, None, 3)",
    "weights='imagnet'",
    "weights='imagenet', input_shape=(96, 96, 3)",
    "weights='imagenet', input_shape=(224, 224, 1)",
    "weights='imagenet', classes=10",
    "weights='imagenet', classes=10, include_top=False",
    "weights='imagenet', include_top=False, input_shape=(224, 224, 1)",
    "weights='imagenet', include_top=False, input_shape=(None, None, 3)",
    "weights='imagenet', classifier_activation='relu'",
    "weights='imagenet', classifier_activation=None",
    "weights='imagenet', include_top=False, classifier_activation='relu'",
    "weights=None, classifier_activation='relu'",
    "weights=None, classifier_activation='rellu'",
    "weights=None, pooling='average', include_top=False",
    "weights=None, classes=0",
    "weights=None, imput_shape=(224, 224, 3)",
    "weights=None, include_top=False, input_shape=[128, 128, 3]",
    "weights='imagenet', input_shape=[224, 224, 3]",
    "weights=None, include_top=False, input_shape=(128, 128, 3), input_tensor=keras.Input((96, 96, 3))",
    "weights=None, include_top=True, input_tensor=keras.Input((96, 96, 3))",
    "weights=None, include_top=False, input_tensor=keras.Input((96, 96))",
    "weights=None, include_top=False, input_tensor=keras.Input((None, None, 3))",
    "weights=None, include_top=False, input_tensor=keras.Input((96, 96, 1))",
]
DOUBTFUL_FURTHER = {
    "MobileNet": [
        "weights='imagenet', alpha=0.6",
        "weights='imagenet', depth_multiplier=2",
        "weights=None, alpha=0.01",
        "weights='imagenet', input_shape=(160, 160, 3)",
        "weights='imagenet', input_shape=(161, 161, 3)",
        "weights=None, alpha=1",
    ],
    "MobileNetV2": ["weights='imagenet', alpha=0.6", "weights='imagenet', input_shape=(96, 96, 3)"],
    "MobileNetV3Small": [
        "weights='imagenet', alpha=0.5",
        "weights='imagenet', alpha=0.75, minimalistic=True",
        "weights='imagenet', input_shape=(32, 31, 3)",
        "weights=None, dropout_rate=1.5",
    ],
    "NASNetMobile": ["weights='imagenet', include_top=False, input_shape=(None, None, 3)"],
    "ConvNeXtTiny": [
        "weights='imagenet', name='other'",
        "weights='imagenet', name='other', include_top=False, input_shape=(128, 128, 3)",
    ],
}


def architectures():
    """Every public function of keras.applications that is no helper, with the modules that offer it."""
    modules = {
        name: module for name, module in inspect.getmembers(keras.applications, inspect.ismodule) if name[0] != "_"
    }
    return {
        name: sorted(module for module, value in modules.items() if hasattr(value, name))
        for name, _ in inspect.getmembers(keras.applications, inspect.isfunction)
    }


def build_without_values():
    """Weights need no values and no files: their shapes are what is asked for."""
    zeros = initializers.Zeros()

    def fill(self, shape, dtype=None, **_):
        return zeros(shape, dtype=dtype)

    for each in [RandomInitializer, *RandomInitializer.__subclasses__()]:
        each.__call__ = fill
    initializers.VarianceScaling.__call__ = fill
    file_utils.get_file = lambda *args, **kwargs: "no file"
    keras.Model.load_weights = lambda self, path: None


def model_of(name, arguments):
    # Names count up within a process; a cleared session counts from the start as a new process does.
    keras.backend.clear_session()
    return eval(f"keras.applications.{name}({arguments})", {"keras": keras})


def rows(model):
    """Per layer its name, class, output shapes by application, count and trained count; nested models with their rows."""
    sequential = isinstance(model, keras.Sequential)
    # A set: membership is asked for each node of each layer.
    nodes = set(nodes_of(model))
    listed = model.layers if sequential else model._operations
    return [row(layer, nodes) for layer in listed]


def row(layer, nodes):
    applied = [shapes(node.output_tensors) for node in layer._inbound_nodes if node in nodes]
    trained = count(getattr(layer, "trainable_weights", []))
    entry = [layer.name, type(layer).__name__, applied, count(getattr(layer, "weights", [])), trained]
    return entry + [rows(layer)] if isinstance(layer, keras.Model) else entry


def built(arguments, model):
    return {
        "args": arguments,
        "name": model.name,
        "inputs": shapes(model.inputs),
        "outputs": shapes(model.outputs),
        "params": model.count_params(),
        "trainable": count(model.trainable_weights),
        # What `model.layers` numbers: operations that are no layers are left out.
        "layers": [layer.name for layer in model.layers],
        "rows": rows(model),
    }


def asked(name, arguments):
    try:
        model = model_of(name, arguments)
        return {"args": arguments, "refused": None, "params": model.count_params(), "outputs": shapes(model.outputs)}
    except Exception as fault:
        return {"args": arguments, "refused": f"{type(fault).__name__}: {fault}"}


def record(name, modules):
    ways = ALWAYS if name in FIRST else FEW
    cases = []
    text = None
    for arguments in [*ways, *FURTHER.get(name, [])]:
        try:
            model = model_of(name, arguments)
        except (KeyError, ValueError) as fault:
            print(f"{name}({arguments}): {str(fault)[:100]}", flush=True)
            continue
        cases.append(built(arguments, model))
        text = text or model.to_json()
    parameters = inspect.signature(getattr(keras.applications, name)).parameters.values()
    return {
        "keras": keras.__version__,
        "name": name,
        "modules": modules,
        "signature": {each.name: each.default for each in parameters},
        "cases": cases,
        # Of the first case, which is the default network.
        "json": json.loads(text),
    }


def main(folder, wanted):
    """Asks for what is wanted; without a wish for all that is not answered yet, so that a run can be taken up again."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    build_without_values()
    found = architectures()
    for name in [*FIRST, *(name for name in found if name not in FIRST)]:
        path = folder / f"{name}.json"
        if name in wanted or not wanted and not path.exists():
            write(path, record(name, found[name]))
    for name in FIRST:
        path = folder / f"{name}.doubtful.json"
        if name in wanted or not wanted and not path.exists():
            write(path, [asked(name, arguments) for arguments in [*DOUBTFUL, *DOUBTFUL_FURTHER.get(name, [])]])


def write(path, answers):
    path.write_text(json.dumps(answers, separators=(",", ":")))
    print(path.name, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
