"""The form of the recorded files: JSON with one item per line, so that a changed answer is a changed line."""

import json


def one_per_line(head, key, items):
    """`head` first, one name per line, then the items under `key`."""
    start = "".join(f"  {json.dumps(name)}: {dumps(value)},\n" for name, value in head.items())
    body = ",\n".join("    " + dumps(item) for item in items)
    return f"{{\n{start}  {json.dumps(key)}: [\n{body}\n  ]\n}}\n"


def dumps(value):
    return json.dumps(value, ensure_ascii=False)
