from keras.layers import Conv2D, MaxPooling2D, concatenate, Input, AveragePooling2D, Flatten, Dense, Dropout
from keras.models import Model


def inception(x, f1, f3_reduce, f3, f5_reduce, f5, pool_proj, name=None):
    conv1 = Conv2D(f1, (1, 1), padding='same', activation='relu')(x)
    conv3 = Conv2D(f3_reduce, (1, 1), padding='same', activation='relu')(x)
    conv3 = Conv2D(f3, (3, 3), padding='same', activation='relu')(conv3)
    conv5 = Conv2D(f5_reduce, (1, 1), padding='same', activation='relu')(x)
    conv5 = Conv2D(f5, (5, 5), padding='same', activation='relu')(conv5)
    pool = MaxPooling2D((3, 3), strides=(1, 1), padding='same')(x)
    pool = Conv2D(pool_proj, (1, 1), padding='same', activation='relu')(pool)
    return concatenate([conv1, conv3, conv5, pool], axis=3, name=name)


configs = {
    'inception_3a': (64, 96, 128, 16, 32, 32),
    'inception_3b': (128, 128, 192, 32, 96, 64),
}

input_layer = Input(shape=(96, 96, 3))
x = Conv2D(64, (7, 7), padding='same', strides=(2, 2), activation='relu', name='conv_1_7x7')(input_layer)
x = MaxPooling2D((3, 3), padding='same', strides=(2, 2), name='max_pool_1')(x)
for name, filters in configs.items():
    x = inception(x, *filters, name=name)
x = AveragePooling2D(pool_size=4)(x)
x = Flatten()(x)
x = Dropout(0.4)(x)
out = Dense(10, activation='softmax')(x)
model = Model(input_layer, out, name='inception')
model.summary()
