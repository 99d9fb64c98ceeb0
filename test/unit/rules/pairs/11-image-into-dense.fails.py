import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

x_train = np.random.rand(60, 28, 28).astype('float32')
y_train = np.random.randint(0, 10, size=(60,))
model = keras.Sequential([layers.Dense(128, activation='relu', input_shape=(784,)), layers.Dense(10, activation='softmax')])
model.compile(optimizer='adam', loss='sparse_categorical_crossentropy')
model.fit(x_train, y_train, verbose=0)
