"""Writes the files of `recorded/own` with real NumPy and Pillow, and what real Keras and NumPy make of them.

    KERAS_BACKEND=tensorflow .cache/oracle-venv/bin/python test/train/record-own-data.py
"""

import json
import pathlib

import numpy as np
import tensorflow as tf

FOLDER = pathlib.Path(__file__).parent / "recorded" / "own"
rng = np.random.default_rng(7)
answers = {"arrays": {}, "faults": {}, "pictures": {}}


def save(name, **arrays):
    np.savez_compressed(FOLDER / f"{name}.npz", **arrays)


def told(name, x, y, y_test=None):
    answers["arrays"][name] = {
        "shape": list(x.shape[1:]),
        "classes": int(max(y.max(), -1 if y_test is None else y_test.max())) + 1,
        "x": np.asarray(x, "float32").ravel().tolist(),
        "y": [int(label) for label in y.ravel()] + ([] if y_test is None else [int(label) for label in y_test.ravel()]),
        "isPixels": x.dtype == np.uint8,
    }


def split(name, x, y, x_test, y_test):
    save(name, x_train=x, y_train=y, x_test=x_test, y_test=y_test)
    told(name, x, y, y_test)


FOLDER.mkdir(parents=True, exist_ok=True)
pixels = rng.integers(0, 256, (4, 3, 2, 3), dtype="uint8")
labels = np.array([0, 2, 1, 3])
split("split-uint8", pixels, labels.astype("uint8"), pixels[:2], labels[2:])
split("split-fortran", np.asfortranarray(pixels), labels, pixels[:2], labels[:2])
for dtype in ["float16", "float32", "float64", "int16", ">f4", ">i8"]:
    x = (rng.normal(size=(4, 5)) * 9).astype(dtype)
    name = f"split-{dtype.replace('>', 'big-')}"
    split(name, x, labels.reshape(4, 1).astype("int64"), x[:1], labels[:1])
x = rng.random((10, 4, 4), "float32")
save("simple", x=x, y=np.arange(10) % 3)
told("simple", x, np.arange(10) % 3)
save("one-hot", x=x, y=np.eye(5)[np.arange(10) % 5])
told("one-hot", x, np.arange(10) % 5)

save("no-labels", x_train=pixels, x_test=pixels)
answers["faults"]["no-labels"] = "hold x_train, x_test; they need x_train, y_train, x_test, y_test, or x and y"
save("counts", x=pixels, y=labels[:3])
answers["faults"]["counts"] = "has 4 samples but 3 labels"
save("negative", x=pixels, y=labels - 1)
answers["faults"]["negative"] = "have the label -1 at index 0"
save("fraction", x=pixels, y=labels + 0.5)
answers["faults"]["fraction"] = "have the label 0.5 at index 0"
save("not-one-hot", x=pixels, y=np.ones((4, 4)))
answers["faults"]["not-one-hot"] = "but row 0 is not one-hot"
save("shapes", x_train=pixels, y_train=labels, x_test=pixels[:, :2], y_test=labels)
answers["faults"]["shapes"] = "(3, 2, 3) in x_train and (2, 2, 3) in x_test"
save("nan", x=np.full((4, 2), np.nan), y=labels)
answers["faults"]["nan"] = "have the value NaN at index 0"
save("words", x=np.array([["a"], ["b"]]), y=labels[:2])
answers["faults"]["words"] = "have the dtype <U1"
save("scalars", x=np.arange(4), y=labels)
answers["faults"]["scalars"] = "have the shape (4)"

pictures = FOLDER / "pictures"
for kind, count in [("cats", 3), ("dogs", 2)]:
    (pictures / kind).mkdir(parents=True, exist_ok=True)
    for index in range(count):
        smooth = tf.image.resize(rng.integers(0, 256, (4, 5, 3)), (13 + index, 17)).numpy().astype("uint8")
        # jpeg-js repeats colours that were stored in half the size, libjpeg smooths them; so they are stored whole here.
        encoded = [tf.io.encode_png(smooth), tf.io.encode_jpeg(smooth, quality=95, chroma_downsampling=False)][index % 2]
        name = f"{index}.{'png' if index % 2 == 0 else 'jpg'}"
        (pictures / kind / name).write_bytes(encoded.numpy())
        sizes = {}
        for height, width, channels in [(13 + index, 17, 3), (6, 8, 3), (20, 30, 3)]:
            read = (pictures / kind / name).read_bytes()
            # The fast transform that TensorFlow takes by itself is up to 9 of 255 off the exact one.
            accurate = {} if name.endswith(".png") else {"dct_method": "INTEGER_ACCURATE"}
            image = (tf.io.decode_jpeg if accurate else tf.io.decode_png)(read, channels=channels, **accurate)
            image = tf.image.resize(image, (height, width), method="bilinear")
            sizes[f"{height}x{width}x{channels}"] = np.round(image.numpy()).astype(int).ravel().tolist()
        answers["pictures"][f"{kind}/{name}"] = sizes

answers["versions"] = {"numpy": np.__version__, "tensorflow": tf.__version__}
(FOLDER / "answers.json").write_text(json.dumps(answers) + "\n")
