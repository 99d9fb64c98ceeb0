from tensorflow.keras import Input, Model
from tensorflow.keras.layers import Conv2D, Conv2DTranspose, Dropout, MaxPooling2D, concatenate

IMG_HEIGHT, IMG_WIDTH, IMG_CHANNELS = 100, 100, 3


def double_conv(x, filters):
    x = Conv2D(filters, (3, 3), activation='elu', padding='same')(x)
    x = Dropout(0.1)(x)
    return Conv2D(filters, (3, 3), activation='elu', padding='same')(x)


inputs = Input((IMG_HEIGHT, IMG_WIDTH, IMG_CHANNELS))
c1 = double_conv(inputs, 16)
p1 = MaxPooling2D((2, 2))(c1)
c2 = double_conv(p1, 32)
p2 = MaxPooling2D((2, 2))(c2)
c3 = double_conv(p2, 64)
p3 = MaxPooling2D((2, 2))(c3)
c4 = double_conv(p3, 128)
u5 = Conv2DTranspose(64, (2, 2), strides=(2, 2), padding='same')(c4)
u5 = concatenate([u5, c3])
c5 = double_conv(u5, 64)
u6 = Conv2DTranspose(32, (2, 2), strides=(2, 2), padding='same')(c5)
u6 = concatenate([u6, c2])
c6 = double_conv(u6, 32)
u7 = Conv2DTranspose(16, (2, 2), strides=(2, 2), padding='same')(c6)
u7 = concatenate([u7, c1], axis=3)
c7 = double_conv(u7, 16)
outputs = Conv2D(1, (1, 1), activation='sigmoid')(c7)
model = Model(inputs=[inputs], outputs=[outputs])
