import keras
from keras import layers

inputs = keras.Input((96, 96, 3))
x = layers.Rescaling(1.0 / 127.5, offset=-1)(inputs)
x = layers.ZeroPadding2D(((0, 1), (0, 1)))(x)
x = layers.Conv2D(8, 3, strides=2, use_bias=False)(x)
x = layers.BatchNormalization()(x)
x = layers.ReLU(6.0)(x)
x = layers.DepthwiseConv2D(3, padding="same", use_bias=False)(x)
x = layers.BatchNormalization()(x)
x = layers.SeparableConv2D(16, 3, strides=2, padding="same")(x)
x = layers.LeakyReLU()(x)
x = layers.Cropping2D(((1, 2), (2, 1)))(x)
x = layers.GlobalAveragePooling2D(keepdims=True)(x)
x = layers.Conv2D(5, 1)(x)
x = layers.Reshape((5,))(x)
outputs = layers.Softmax()(x)
model = keras.Model(inputs, outputs, name="mobile")
