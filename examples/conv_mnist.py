"""The network of conv_mnist.ipynb as a program."""

from tensorflow.keras import metrics
from tensorflow.keras.datasets import mnist
from tensorflow.keras.layers import Conv2D, Dense, Flatten, Input
from tensorflow.keras.models import Model

(x_train, y_train), (x_test, y_test) = mnist.load_data()

x_train = x_train.astype("float32") / 255.0
x_test = x_test.astype("float32") / 255.0

(n, w, h) = x_train.shape
x_train = x_train.reshape(n, w, h, 1)
(n, w, h) = x_test.shape
x_test = x_test.reshape(n, w, h, 1)

xin = Input(shape=(28, 28, 5))
x = Conv2D(16, (3, 3), strides=(2, 2), padding="valid")(xin)
x = Conv2D(32, (3, 3), strides=(2, 2), padding="valid")(x)
x = Conv2D(64, (3, 3), strides=(2, 2), padding="valid")(x)
x = Flatten()(x)
x = Dense(64, activation="relu")(x)
res = Dense(10, activation="softmax")(x)
mynet = Model(inputs=xin, outputs=res)

mynet.summary()

mynet.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=[metrics.SparseCategoricalAccuracy()])
mynet.fit(x_train, y_train, shuffle=True, epochs=10, batch_size=32, validation_data=(x_test, y_test))
