# Forecasting from a window of 24 values.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

series = np.sin(np.arange(500) * 0.1)
window = 24


def windows(values, size):
    xs, ys = [], []
    for start in range(len(values) - size):
        xs.append(values[start:start + size])
        ys.append(values[start + size])
    return np.array(xs), np.array(ys)


X = np.stack([series[i:i + window] for i in range(400)])
y = series[window:window + 400]

model = keras.Sequential()
model.add(layers.Conv1D(32, 3, activation='relu', input_shape=X.shape[1:]))
model.add(layers.MaxPooling1D(2))
model.add(layers.LSTM(16))
model.add(layers.Dense(1))
model.compile(loss='mae', optimizer='adam')
model.fit(X, y, epochs=1, batch_size=32, verbose=0)
