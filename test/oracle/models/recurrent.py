from keras import Sequential
from keras.layers import GRU, LSTM, Dense, Embedding, Input, SimpleRNN

model = Sequential()
model.add(Input(shape=(80,)))
model.add(Embedding(input_dim=500, output_dim=32))
model.add(LSTM(16, return_sequences=True))
model.add(GRU(16, return_sequences=True, reset_after=False))
model.add(SimpleRNN(8))
model.add(Dense(1, activation="sigmoid"))
