from keras.models import Sequential
from keras.layers import Activation, Conv2D, Dense, Flatten, Input, MaxPooling2D

model = Sequential()
model.add(Input((64, 64, 3)))
model.add(Conv2D(32, (3, 3)))
model.add(Activation('relu'))
model.add(MaxPooling2D(pool_size=(2, 2)))
model.add(Flatten())
model.add(Dense(64))
model.add(Activation('relu'))
model.add(Dense(1))
model.add(Activation('sigmoid'))
model.compile(loss='binary_crossentropy', optimizer='rmsprob', metrics=['accuracy'])
model.summary()
