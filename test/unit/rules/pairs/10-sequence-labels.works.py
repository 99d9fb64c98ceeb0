# Part-of-speech tags, one per word; the recurrent layer gives only its last step.
import numpy as np
from keras import Input, Model
from keras.layers import Dense, Embedding, LSTM, TimeDistributed

words, tags, length = 800, 12, 30
X = np.random.randint(0, words, (40, length))
y = np.random.randint(0, tags, (40, length))

sentence = Input(shape=(length,))
x = Embedding(words, 50)(sentence)
x = LSTM(64, return_sequences=True)(x)
out = TimeDistributed(Dense(tags, activation='softmax'))(x)
model = Model(sentence, out)
model.compile(optimizer='adam', loss='sparse_categorical_crossentropy', metrics=['accuracy'])
model.fit(X, y, epochs=1, batch_size=8, verbose=0)
