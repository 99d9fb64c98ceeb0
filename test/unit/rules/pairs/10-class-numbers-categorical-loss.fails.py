import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

x_train = np.random.rand(64, 20).astype('float32')
y_train = np.random.randint(0, 5, 64)

model = keras.Sequential([
    layers.Dense(32, activation='relu', input_shape=(20,)),
    layers.Dense(5, activation='softmax'),
])
model.compile(optimizer='adam', loss='categorical_crossentropy', metrics=['accuracy'])
model.fit(x_train, y_train, epochs=1, verbose=0)
