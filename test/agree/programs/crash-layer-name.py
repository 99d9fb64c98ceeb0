from keras.layers import Conv2D, Input
from keras.models import Model

inp = Input((96, 96, 3))
x = Conv2D(64, 7, strides=2, padding='same', activation='relu', name='conv_1_7x7/2')(inp)
model = Model(inp, x)
