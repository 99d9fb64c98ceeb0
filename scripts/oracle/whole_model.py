"""What real Keras says about a program that builds a model and calls it `model`."""

import json
import warnings

import keras
import models
import rows


def answer(program, run):
    keras.backend.clear_session()
    names = {}
    try:
        exec(program, names)
        model = names["model"]
        described = {
            "refused": None,
            "name": model.name,
            "class": type(model).__name__,
            "params": model.count_params(),
            "trainable": models.count(model.trainable_weights),
            "rows": models.rows(model),
        }
    except Exception as error:
        return {"refused": rows.describe(error)}
    return {**described, "json": saved(model), **({"run": failure(model, names)} if run else {})}


def saved(model):
    """The model as JSON; None for the few layers that cannot be written."""
    try:
        return json.loads(model.to_json())
    except Exception:
        return None


def failure(model, names):
    """What a call on zeros raises, also of what the program made and did not put into the model; 8 stands for every None besides the batch."""
    apart = [each for each in names.values() if isinstance(each, keras.KerasTensor)]
    models = [model, *(keras.Model(keras.utils.get_source_inputs(tensor), tensor) for tensor in apart)]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for each in models:
                zeros = [keras.ops.zeros([2, *(8 if dim is None else dim for dim in tensor.shape[1:])], tensor.dtype) for tensor in each.inputs]
                each(zeros if len(zeros) > 1 else zeros[0])
    except Exception as error:
        return rows.describe(error)["message"] or type(error).__name__
    return None
