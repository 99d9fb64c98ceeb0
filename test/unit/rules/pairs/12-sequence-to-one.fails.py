import numpy as np
import tensorflow as tf

WINDOW, FEATURES = 60, 1
prices = np.random.rand(500)
X_train = np.array([prices[i - WINDOW:i] for i in range(WINDOW, 500)])
y_train = np.array([prices[i] for i in range(WINDOW, 500)])
X_train = np.reshape(X_train, (X_train.shape[0], X_train.shape[1], FEATURES))

regressor = tf.keras.Sequential()
regressor.add(tf.keras.layers.LSTM(units=50, return_sequences=True, input_shape=(X_train.shape[1], FEATURES)))
regressor.add(tf.keras.layers.Dropout(0.2))
regressor.add(tf.keras.layers.LSTM(units=50))
regressor.add(tf.keras.layers.Dropout(0.2))
regressor.add(tf.keras.layers.LSTM(units=50))
regressor.add(tf.keras.layers.Dense(units=1))
regressor.compile(optimizer='adam', loss='mean_squared_error')
regressor.fit(X_train, y_train, epochs=1, batch_size=64, verbose=0)
