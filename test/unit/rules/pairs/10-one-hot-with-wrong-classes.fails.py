import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

x_train = np.random.rand(64, 20)
y_train = keras.utils.to_categorical(np.random.randint(0, 7, 64), num_classes=7)
model = keras.Sequential([
    layers.Dense(32, activation='relu', input_shape=(20,)),
    layers.Dense(10, activation='softmax'),
])
model.compile(optimizer='adam', loss='categorical_crossentropy')
model.fit(x_train, y_train, epochs=1, verbose=0)
