import tensorflow as tf
from tensorflow.keras.layers import (
    Input, Conv2D, BatchNormalization, ReLU, Add, GlobalAvgPool2D, Dense, MaxPool2D,
)
from tensorflow.keras.models import Model


def identity_or_projection(x, filters, stride):
    if stride != 1 or x.shape[-1] != filters:
        x = Conv2D(filters, 1, strides=stride, use_bias=False, name=f"proj_{filters}")(x)
        x = BatchNormalization(name=f"proj_{filters}_bn")(x)
    return x


def basic_block(x, filters, stride, prefix):
    shortcut = identity_or_projection(x, filters, stride)
    y = Conv2D(filters, 3, strides=stride, padding="same", use_bias=False, name=prefix + "_conv1")(x)
    y = BatchNormalization(name=prefix + "_bn1")(y)
    y = ReLU(name=prefix + "_relu1")(y)
    y = Conv2D(filters, 3, padding="same", use_bias=False, name=prefix + "_conv2")(y)
    y = BatchNormalization(name="{}_bn2".format(prefix))(y)
    y = Add(name="%s_add" % prefix)([shortcut, y])
    return ReLU(name=prefix + "_out")(y)


def resnet(blocks, widths, shape=(224, 224, 3), classes=1000):
    inp = Input(shape)
    x = Conv2D(widths[0], 7, 2, "same", use_bias=False)(inp)
    x = BatchNormalization()(x)
    x = ReLU()(x)
    x = MaxPool2D(3, 2, "same")(x)
    for s, (n, w) in enumerate(zip(blocks, widths), start=1):
        for b in range(n):
            x = basic_block(x, w, 2 if b == 0 and s > 1 else 1, prefix=f"stage{s}_block{b + 1}")
    x = GlobalAvgPool2D()(x)
    out = Dense(classes, activation="softmax")(x)
    return Model(inp, out, name="resnet%d" % (2 * sum(blocks) + 2))


resnet18 = resnet([2, 2, 2, 2], [64, 128, 256, 512])
print(resnet18.name, resnet18.count_params())
small = resnet(blocks=(1, 1), widths=(16, 32), shape=(32, 32, 3), classes=10)
