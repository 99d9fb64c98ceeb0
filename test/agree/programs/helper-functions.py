"""A small image classifier put together from helper functions."""
from tensorflow import keras
from tensorflow.keras import layers

IMG_SIZE = 64
CHANNELS = 3
NUM_CLASSES = 5
BASE_FILTERS = 16


def conv_bn_relu(x, filters, kernel_size=3, strides=1, padding="same", use_bn=True, **kwargs):
    x = layers.Conv2D(filters, kernel_size, strides=strides, padding=padding, use_bias=not use_bn, **kwargs)(x)
    if use_bn:
        x = layers.BatchNormalization()(x)
    return layers.Activation("relu")(x)


def stage(x, filters, depth=2, downsample=True):
    for i in range(depth):
        stride = 2 if downsample and i == 0 else 1
        x = conv_bn_relu(x, filters, strides=stride)
    return x


def make_model(input_shape=(IMG_SIZE, IMG_SIZE, CHANNELS), num_classes=NUM_CLASSES, dropout=0.25):
    inputs = keras.Input(shape=input_shape)
    x = layers.Rescaling(1.0 / 255)(inputs)
    for stage_index, depth in enumerate([1, 2, 2]):
        x = stage(x, BASE_FILTERS * 2**stage_index, depth=depth, downsample=stage_index > 0)
    x = layers.GlobalAveragePooling2D()(x)
    x = layers.Dropout(dropout)(x)
    if num_classes == 2:
        activation, units = "sigmoid", 1
    else:
        activation, units = "softmax", num_classes
    outputs = layers.Dense(units, activation=activation)(x)
    return keras.Model(inputs, outputs)


model = make_model()
model.compile(optimizer=keras.optimizers.Adam(1e-3), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
model.summary()
binary = make_model(input_shape=(32, 32, 1), num_classes=2, dropout=0.5)
