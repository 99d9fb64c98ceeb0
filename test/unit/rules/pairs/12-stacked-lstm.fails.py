import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

model = keras.Sequential()
model.add(layers.LSTM(32, input_shape=(10, 4)))
model.add(layers.Dropout(0.2))
model.add(layers.LSTM(16))
model.add(layers.Dense(1))
