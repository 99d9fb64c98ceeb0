from tensorflow.keras import Input, Model
from tensorflow.keras.layers import Activation, Add, BatchNormalization, Conv2D


def conv_block(x, filters, data_format='channels_first'):
    x = Conv2D(filters, 3, padding='same', data_format=data_format)(x)
    x = BatchNormalization(axis=1 if data_format == 'channels_first' else -1)(x)
    return Activation('relu')(x)


inputs = Input((3, 64, 64))
x = conv_block(inputs, 32)
shortcut = x
x = conv_block(x, 32, data_format='channels_last')
x = Conv2D(32, 1, data_format='channels_first')(x)
x = Add()([x, shortcut])
model = Model(inputs, x)
print(model.output_shape)
