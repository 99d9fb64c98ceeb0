import keras
from keras.layers import *


def double_conv(x, f):
    for _ in range(2):
        x = Conv2D(f, 3, padding='same', activation='relu', kernel_initializer='he_normal')(x)
    return x


def unet_level(x, filters, depth):
    """Each level calls the next one down."""
    skip = double_conv(x, filters)
    if depth == 0:
        return skip
    down = MaxPooling2D()(skip)
    below = unet_level(down, filters * 2, depth - 1)
    up = Conv2DTranspose(filters, 2, strides=2, padding='same')(below)
    merged = Concatenate(axis=-1)([skip, up])
    return double_conv(merged, filters)


inp = Input((128, 128, 1))
model = keras.Model(inp, Conv2D(1, 1, activation='sigmoid')(unet_level(inp, 16, 3)))
print(model.output_shape)
