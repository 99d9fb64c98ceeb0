import numpy as np
from keras.layers import Batchnormalization, Conv2D, Dense, Flatten, Input
from keras.models import Sequential

model = Sequential()
model.add(Input((28, 28, 1)))
model.add(Conv2D(32, 3, activation='relu'))
model.add(Batchnormalization())
model.add(Flatten())
model.add(Dense(10, activation='softmax'))
model.compile(optimizer='adam', loss='sparse_categorical_crossentropy')
