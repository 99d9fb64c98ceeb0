import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

x_train = np.random.rand(100, 28, 28, 1)
y_train = np.random.randint(0, 10, 100)

model = keras.models.Sequential([
    layers.Conv2D(8, (3, 3), activation='relu', input_shape=x_train.shape),
    layers.MaxPooling2D((2, 2)),
    layers.Flatten(),
    layers.Dense(10, activation='softmax'),
])
model.compile(optimizer='adam', loss='sparse_categorical_crossentropy')
model.fit(x_train, y_train, epochs=1, verbose=0)
