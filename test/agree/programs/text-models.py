import numpy as np
import tensorflow as tf
from tensorflow.keras import Sequential
from tensorflow.keras.layers import Embedding, LSTM, GRU, Bidirectional, Dense, SpatialDropout1D, Input
from tensorflow.keras.layers import Conv1D, GlobalMaxPooling1D, TimeDistributed, SimpleRNN, RepeatVector

max_features = 5000
maxlen = 80
embed_dim = 32

sentiment = Sequential()
sentiment.add(Input(shape=(maxlen,)))
sentiment.add(Embedding(max_features, embed_dim))
sentiment.add(SpatialDropout1D(0.4))
sentiment.add(LSTM(50, dropout=0.2, return_sequences=True))
sentiment.add(GRU(20))
sentiment.add(Dense(2, activation="softmax"))

cnn = Sequential([
    Embedding(max_features, 50),
    Conv1D(250, 3, padding="valid", activation="relu", strides=1),
    GlobalMaxPooling1D(),
    Dense(1, activation="sigmoid"),
])
cnn.compile(loss="binary_crossentropy", optimizer="adam")
x = np.zeros((10, maxlen))
y = np.zeros((10,))
cnn.fit(x, y, epochs=1, verbose=0)

bi = Sequential([
    Input((None, 16)),
    Bidirectional(LSTM(64, return_sequences=True)),
    Bidirectional(LSTM(32)),
    Dense(64, activation="relu"),
    Dense(1),
])

# Sequence to sequence.
n_in, n_out, n_features = 12, 5, 3
seq2seq = Sequential()
seq2seq.add(LSTM(100, activation="relu", input_shape=(n_in, n_features)))
seq2seq.add(RepeatVector(n_out))
seq2seq.add(LSTM(100, activation="relu", return_sequences=True))
seq2seq.add(TimeDistributed(Dense(n_features)))
seq2seq.summary()
rnn = Sequential([Input((10, 4)), SimpleRNN(8, return_sequences=True), SimpleRNN(8)])
