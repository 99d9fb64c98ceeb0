import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

images = np.random.rand(64, 50, 50)
labels = np.random.randint(0, 2, 64)

model = keras.Sequential()
model.add(layers.Conv2D(16, (3, 3), activation='relu', input_shape=(50, 50, 3)))
model.add(layers.MaxPooling2D((2, 2)))
model.add(layers.Flatten())
model.add(layers.Dense(1, activation='sigmoid'))
model.compile(loss='binary_crossentropy', optimizer='adam', metrics=['accuracy'])
model.fit(images, labels, epochs=1, verbose=0)
