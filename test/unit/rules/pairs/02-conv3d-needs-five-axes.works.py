from keras import Input, Model
from keras.layers import Conv3D, Dense, Flatten, MaxPooling3D

DEPTH, HEIGHT, WIDTH = 16, 64, 64

scan = Input(shape=(DEPTH, HEIGHT, WIDTH, 1), name='scan')
x = Conv3D(8, kernel_size=3, activation='relu')(scan)
x = MaxPooling3D(pool_size=2)(x)
x = Conv3D(16, kernel_size=3, activation='relu')(x)
x = MaxPooling3D(pool_size=2)(x)
x = Flatten()(x)
x = Dense(32, activation='relu')(x)
out = Dense(2, activation='softmax')(x)

model = Model(scan, out)
model.compile(optimizer='adam', loss='categorical_crossentropy')
model.summary()
