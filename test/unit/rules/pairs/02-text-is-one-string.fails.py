# Reviews as numbers of words, and one review of its own.
import numpy as np
from tensorflow.keras.datasets import imdb
from tensorflow.keras.models import Sequential
from tensorflow.keras.layers import Dense, Embedding, GlobalAveragePooling1D, Input
from tensorflow.keras.preprocessing.sequence import pad_sequences

max_features, maxlen = 10000, 200
(x_train, y_train), (x_test, y_test) = imdb.load_data(num_words=max_features)
x_train = pad_sequences(x_train[:256], maxlen=maxlen)
y_train = y_train[:256]

model = Sequential()
model.add(Input((maxlen,)))
model.add(Embedding(max_features, 16))
model.add(GlobalAveragePooling1D())
model.add(Dense(16, activation='relu'))
model.add(Dense(1, activation='sigmoid'))
model.compile(optimizer='adam', loss='binary_crossentropy', metrics=['accuracy'])
model.fit(x_train, y_train, epochs=1, batch_size=64, verbose=0)

sample = x_train[0]
print(model.predict(sample, verbose=0))
