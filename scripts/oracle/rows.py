"""What real Keras says about one row: a layer's args and the shapes it is called on."""

import re
import warnings

import keras
import numpy as np

# The size of a batch when a row is run on numbers.
BATCH = 2
# False leaves out the run on numbers.
RUNS = True


def fill(layer, row):
    """The row with its answers; only what is written by hand is taken over from the row."""
    asked = {key: row[key] for key in ("args", "input", "inputs", "call", "flags", "dtype") if key in row}
    answer = ask(layer, asked, as_tuples(asked["args"]))
    if holds_list(asked["args"]):
        answer_to_lists = ask(layer, asked, asked["args"])
        if essence(answer_to_lists) != essence(answer):
            answer["withLists"] = answer_to_lists
    return {**asked, **answer}


def essence(answer):
    """An answer without the words of a refusal, which quote a list as a list and a tuple as a tuple."""
    return {**answer, "run": "run" in answer, "refused": bool(answer["refused"])}


def ask(class_name, row, args):
    """Constructs the layer, calls it on symbolic tensors, and notes what either step refuses."""
    keras.backend.clear_session()
    keras.utils.set_random_seed(0)
    try:
        made = getattr(keras.layers, class_name)(**with_layers(args))
    except Exception as error:
        return refusal("construct", error)
    if "input" not in row and "inputs" not in row:
        return answer_of_input(made)
    try:
        output = called(made, row, symbolic(row))
    except Exception as error:
        return refusal("apply", error)
    run = difference_when_run(made, row, output)
    weights = [describe_weight(weight) for weight in made.weights]
    trainable = sum(int(np.prod(w["shape"])) for w in weights if w["trainable"])
    return {
        "output": shapes(output),
        "outputDtype": dtypes(output),
        "params": made.count_params(),
        "trainable": trainable,
        "weights": weights,
        "refused": None,
        **run,
    }


def answer_of_input(made):
    """`Input` returns a tensor, `InputLayer` a layer that holds one."""
    tensor = made.output if isinstance(made, keras.layers.Layer) else made
    return {
        "output": shapes(tensor),
        "outputDtype": dtypes(tensor),
        "params": 0,
        "trainable": 0,
        "weights": [],
        "refused": None,
    }


def difference_when_run(layer, row, output):
    """What a call on zeros does that the symbolic call did not say: it fails, or its shape is another.

    A row with an unknown dim besides the batch is not run, for its outcome depends on the size that is chosen.
    """
    asked = row["inputs"] if "inputs" in row else [row["input"]]
    if not RUNS or any(dim is None for shape in asked for dim in shape[1:]):
        return {}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            result = called(layer, row, numbers(row))
    except Exception as error:
        return {"run": {"refused": describe(error)}}
    promised, got = shapes(output), shapes(result)
    return {} if agree(promised, got) else {"run": {"output": got}}


def agree(promised, got):
    if isinstance(promised, list):
        return isinstance(got, list) and len(promised) == len(got) and all(map(agree, promised, got))
    return promised is None or promised == got


def with_layers(value):
    """Layers among the args are written as `{"class_name": ..., "config": ...}`, functions as `{"python": ...}`."""
    if isinstance(value, (list, tuple)):
        return type(value)(with_layers(item) for item in value)
    if not isinstance(value, dict):
        return value
    if set(value) == {"python"}:
        return eval(value["python"], {"keras": keras, "ops": keras.ops})
    if set(value) == {"class_name", "config"} and value["class_name"] == "Sequential":
        return keras.Sequential(with_layers(value["config"]["layers"]))
    if set(value) == {"class_name", "config"} and hasattr(keras.layers, value["class_name"]):
        return getattr(keras.layers, value["class_name"])(**with_layers(value["config"]))
    return {key: with_layers(item) for key, item in value.items()}


def called(layer, row, tensors):
    """A list of tensors is given as it is, one by one, or as an input and its states."""
    flags = row.get("flags", {})
    match row.get("call"):
        case "spread":
            return layer(*tensors, **flags)
        case "states":
            return layer(tensors[0], list(tensors[1:]), **flags)
        case _:
            return layer(tensors, **flags)


def symbolic(row):
    dtype = row.get("dtype", "float32")

    def make(shape):
        # An `Input` has at least the batch axis, so a scalar is made by hand.
        return keras.Input(batch_shape=shape, dtype=dtype) if shape else keras.KerasTensor((), dtype=dtype)

    return [make(shape) for shape in row["inputs"]] if "inputs" in row else make(row["input"])


def numbers(row):
    shapes_asked = row["inputs"] if "inputs" in row else [row["input"]]
    batch = next((shape[0] for shape in shapes_asked if shape and shape[0] is not None), BATCH)
    made = [keras.ops.zeros([batch if dim is None else dim for dim in s], row.get("dtype", "float32")) for s in shapes_asked]
    return made if "inputs" in row else made[0]


def shapes(output):
    """A shape, or the list of all shapes, however the outputs are nested."""
    if isinstance(output, (list, tuple)):
        return [list(item.shape) for item in keras.tree.flatten(output)]
    return list(output.shape)


def dtypes(output):
    if isinstance(output, (list, tuple)):
        return [dtypes(item) for item in keras.tree.flatten(output)]
    return keras.backend.standardize_dtype(output.dtype)


def describe_weight(weight):
    return {"name": weight.name, "shape": list(weight.shape), "trainable": bool(weight.trainable)}


def refusal(at, error):
    return {"output": None, "refused": {"at": at, **describe(error)}}


def describe(error):
    """The type and the words of an error, without the call arguments and addresses that Keras appends."""
    text = str(error)
    text = re.sub(r"\x1b\[\d+m", "", text)
    text = re.sub(r"^Exception encountered when calling .*?\.\n\n", "", text)
    text = re.sub(r"\n\nArguments received by .*$", "", text, flags=re.DOTALL)
    text = re.sub(r"0x[0-9a-f]{6,}", "0x", text)
    text = re.sub(r"\{\{function_node [^}]*\}\}", "", text)
    return {"type": type(error).__name__, "message": text.strip()[:600]}


def as_tuples(value):
    """JSON has no tuples, and people write tuples, so lists become tuples at every depth."""
    if isinstance(value, list):
        return tuple(as_tuples(item) for item in value)
    if isinstance(value, dict):
        return {key: as_tuples(item) for key, item in value.items()}
    return value


def holds_list(args):
    return any(isinstance(value, list) for value in args.values())
