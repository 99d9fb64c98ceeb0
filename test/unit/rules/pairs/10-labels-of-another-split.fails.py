import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

x_train, x_test = np.zeros((80, 8)), np.zeros((20, 8))
y_train, y_test = np.zeros((80,)), np.zeros((20,))
model = keras.Sequential([keras.Input((8,)), layers.Dense(16, activation='relu'), layers.Dense(1)])
model.compile('adam', 'mse')
model.fit(x_train, y_test, verbose=0)
