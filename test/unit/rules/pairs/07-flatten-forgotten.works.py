import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

x_train = np.random.rand(32, 28, 28, 1)
y_train = keras.utils.to_categorical(np.random.randint(0, 10, 32), 10)

model = keras.Sequential()
model.add(layers.Conv2D(8, kernel_size=(3, 3), activation='relu', input_shape=(28, 28, 1)))
model.add(layers.MaxPooling2D(pool_size=(2, 2)))
model.add(layers.Flatten())
model.add(layers.Dense(32, activation='relu'))
model.add(layers.Dense(10, activation='softmax'))
model.compile(loss='categorical_crossentropy', optimizer='adam')
model.fit(x_train, y_train, batch_size=16, epochs=1, verbose=0)
