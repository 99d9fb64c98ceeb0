from keras.models import Sequential
from keras.layers import AveragePooling2D, Conv2D, Dense, Flatten

model = Sequential()
model.add(Conv2D(6, kernel_size=5, padding="same", activation="tanh", input_shape=(28, 28, 1)))
model.add(AveragePooling2D(pool_size=2))
model.add(Conv2D(16, kernel_size=5, activation="tanh"))
model.add(AveragePooling2D(pool_size=2, strides=2))
model.add(Flatten())
model.add(Dense(120, activation="tanh"))
model.add(Dense(84, activation="tanh"))
model.add(Dense(10, activation="softmax"))
