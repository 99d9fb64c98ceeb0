# Text classification with convolutions: the sentences are cut to 20 words.
import numpy as np
from keras.models import Sequential
from keras.layers import Conv1D, Dense, Embedding, Flatten, MaxPooling1D, Input

vocab_size = 5000
max_length = 20

model = Sequential()
model.add(Input(shape=(max_length,)))
model.add(Embedding(vocab_size, 100))
model.add(Conv1D(128, 5, activation='relu'))
model.add(MaxPooling1D(2))
model.add(Conv1D(128, 5, activation='relu'))
model.add(MaxPooling1D(2))
model.add(Flatten())
model.add(Dense(128, activation='relu'))
model.add(Dense(1, activation='sigmoid'))
model.compile(loss='binary_crossentropy', optimizer='rmsprop', metrics=['acc'])

texts = np.random.randint(0, vocab_size, (64, max_length))
sentiment = np.random.randint(0, 2, 64)
model.fit(texts, sentiment, epochs=1, verbose=0)
