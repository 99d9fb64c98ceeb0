from keras.layers import Conv2D, Dense, Flatten, Input
from keras.models import Model

xin = Input(shape=(28, 28, 5))
x = Conv2D(16, (3, 3), strides=(2, 2), padding="valid")(xin)
x = Conv2D(32, (3, 3), strides=(2, 2), padding="valid")(x)
x = Conv2D(64, (3, 3), strides=(2, 2), padding="valid")(x)
x = Flatten()(x)
x = Dense(64, activation="relu")(x)
res = Dense(10, activation="softmax")(x)
model = Model(inputs=xin, outputs=res)
