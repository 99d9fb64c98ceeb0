"""What `keras.layers` exports, and what each name may be called with."""

import inspect
import json

import keras


def of_module(module):
    """One entry for each public name, in alphabetical order."""
    names = sorted(name for name in dir(module) if not name.startswith("_"))
    entries = [(name, getattr(module, name)) for name in names]
    return [describe(name, thing) for name, thing in entries if callable(thing)]


def describe(name, thing):
    entry = {"name": name, "kind": kind(thing)}
    if thing.__name__ != name:
        entry["aliasOf"] = thing.__name__
    function = thing.__init__ if inspect.isclass(thing) else thing
    parameters = [p for p in inspect.signature(function).parameters.values() if p.name != "self"]
    named = [p for p in parameters if p.kind not in (p.VAR_POSITIONAL, p.VAR_KEYWORD)]
    entry["args"] = [describe_arg(p) for p in named]
    entry["varArgs"] = any(p.kind == p.VAR_POSITIONAL for p in parameters)
    entry["kwargs"] = any(p.kind == p.VAR_KEYWORD for p in parameters)
    if inspect.isclass(thing):
        entry["bases"] = [base.__name__ for base in thing.__mro__[1:] if issubclass(base, keras.layers.Layer)]
    return entry


def kind(thing):
    """A layer without a `call` of its own or of a parent is abstract."""
    if not inspect.isclass(thing):
        return "function"
    if not issubclass(thing, keras.layers.Layer):
        return "class"
    return "abstract" if thing.call is keras.layers.Layer.call else "layer"


def describe_arg(parameter):
    entry = {"name": parameter.name}
    if parameter.kind == parameter.KEYWORD_ONLY:
        entry["keywordOnly"] = True
    if parameter.default is parameter.empty:
        return entry
    try:
        return {**entry, "default": json.loads(json.dumps(parameter.default))}
    except TypeError:
        return {**entry, "defaultRepr": repr(parameter.default)}
