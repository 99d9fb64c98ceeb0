import numpy as np
from tensorflow import keras

(x_train, y_train), (x_test, y_test) = keras.datasets.fashion_mnist.load_data()
x_train, x_test = x_train[:512] / 255.0, x_test[:128] / 255.0
y_train, y_test = y_train[:512], y_test[:128]

model = keras.models.Sequential([
    keras.Input(shape=(28, 28)),
    keras.layers.Dense(128, activation='relu'),
    keras.layers.Dropout(0.2),
    keras.layers.Dense(10, activation='softmax'),
])
model.compile(optimizer='adam', loss='sparse_categorical_crossentropy', metrics=['accuracy'])
model.fit(x_train, y_train, epochs=1, verbose=0)
test_loss, test_acc = model.evaluate(x_test, y_test, verbose=0)
