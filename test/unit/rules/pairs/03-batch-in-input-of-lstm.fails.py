import numpy as np
from tensorflow.keras.models import Sequential
from tensorflow.keras.layers import LSTM, Dense, Dropout

n_samples, n_steps, n_features = 300, 10, 4
X = np.random.rand(n_samples, n_steps, n_features)
y = np.random.rand(n_samples)

model = Sequential()
model.add(LSTM(50, activation='tanh', return_sequences=True, input_shape=(n_samples, n_steps, n_features)))
model.add(Dropout(0.2))
model.add(LSTM(50, activation='tanh'))
model.add(Dense(1))
model.compile(optimizer='adam', loss='mse')
model.fit(X, y, epochs=1, batch_size=30, verbose=0)
