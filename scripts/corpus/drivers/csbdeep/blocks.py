import keras
from csbdeep.internals.blocks import conv_block2, conv_block3, resnet_block

inputs = keras.layers.Input((64, 64, 3))
x = conv_block2(16, 3, 3, batch_norm=True)(inputs)
x = resnet_block(32, kernel_size=(3, 3), pool=(2, 2), batch_norm=True)(x)
x = resnet_block(32, kernel_size=(3, 3), n_conv_per_block=3)(x)
model = keras.Model(inputs, keras.layers.Conv2D(1, (1, 1), activation="linear")(x))

volume = keras.layers.Input((16, 16, 16, 1))
y = conv_block3(8, 3, 3, 3, dropout=0.1)(volume)
