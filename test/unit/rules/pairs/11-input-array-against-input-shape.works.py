import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

X = np.random.rand(200, 13)
y = np.random.rand(200)
model = keras.Sequential()
model.add(layers.Dense(64, activation='relu', input_shape=(13,)))
model.add(layers.Dense(1))
model.compile(optimizer='rmsprop', loss='mse', metrics=['mae'])
model.fit(X, y, epochs=1, verbose=0)
