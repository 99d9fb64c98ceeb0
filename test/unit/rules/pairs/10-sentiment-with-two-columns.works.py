# Labels made by get_dummies have two columns.
import numpy as np
import tensorflow as tf
from tensorflow.keras.layers import LSTM, Dense, Embedding, SpatialDropout1D

vocabulary, length = 2000, 40
X = np.random.randint(0, vocabulary, (128, length))
Y = tf.keras.utils.to_categorical(np.random.randint(0, 2, 128), num_classes=2)

model = tf.keras.models.Sequential()
model.add(tf.keras.Input((length,)))
model.add(Embedding(vocabulary, 64))
model.add(SpatialDropout1D(0.3))
model.add(LSTM(32, dropout=0.2))
model.add(Dense(2, activation='sigmoid'))
model.compile(loss='binary_crossentropy', optimizer='adam', metrics=['accuracy'])
model.fit(X, Y, epochs=1, batch_size=32, verbose=0)
