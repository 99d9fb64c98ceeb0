import keras
from keras.layers import Activation, Conv2D, Input, MaxPool2D, Multiply, UpSampling2D, add, concatenate, Reshape, Dense
from keras.layers import GlobalAveragePooling2D, GlobalMaxPooling2D, Add, multiply, Permute
import keras.backend as K


def channel_attention(feature, ratio=8):
    channel = feature.shape[-1]
    one = Dense(channel // ratio, activation='relu', use_bias=True)
    two = Dense(channel)
    avg_pool = two(one(Reshape((1, 1, channel))(GlobalAveragePooling2D()(feature))))
    max_pool = two(one(Reshape((1, 1, channel))(GlobalMaxPooling2D()(feature))))
    weights = Activation('sigmoid')(Add()([avg_pool, max_pool]))
    return multiply([feature, weights])


def gate(x, g, inter):
    theta = Conv2D(inter, 1, strides=2)(x)
    phi = Conv2D(inter, 1)(g)
    f = Activation('relu')(add([theta, phi]))
    psi = Conv2D(1, 1, activation='sigmoid')(f)
    rate = UpSampling2D(size=(2, 2))(psi)
    return Multiply()([x, rate])


inp = Input((64, 64, 3))
skips = []
x = inp
for f in [8, 16, 32]:
    x = Conv2D(f, 3, activation='relu', padding='same')(x)
    x = channel_attention(x, ratio=4)
    skips.append(x)
    x = MaxPool2D()(x)
x = Conv2D(64, 3, padding='same')(x)
for f, skip in zip([32, 16, 8], skips[::-1]):
    gated = gate(skip, x, f)
    x = UpSampling2D()(x)
    x = concatenate([x, gated], axis=3)
    x = Conv2D(f, 3, padding='same', activation='relu')(x)
model = keras.Model(inputs=[inp], outputs=[Conv2D(1, (1, 1), activation='sigmoid')(x)])
