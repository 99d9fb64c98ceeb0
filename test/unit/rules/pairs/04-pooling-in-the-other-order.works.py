# A network for pictures with the channels first.
import numpy as np
from keras import layers, models

photos = np.random.rand(16, 3, 32, 32).astype('float32')
classes = np.random.randint(0, 4, 16)

model = models.Sequential()
model.add(layers.Input(shape=(3, 32, 32)))
model.add(layers.Permute((2, 3, 1)))
model.add(layers.Conv2D(16, (3, 3), padding='same', activation='relu'))
model.add(layers.MaxPooling2D((2, 2)))
model.add(layers.Conv2D(32, (3, 3), padding='same', activation='relu'))
model.add(layers.MaxPooling2D((2, 2)))
model.add(layers.Flatten())
model.add(layers.Dense(4, activation='softmax'))
model.compile(optimizer='sgd', loss='sparse_categorical_crossentropy')
model.fit(photos, classes, epochs=1, verbose=0)
