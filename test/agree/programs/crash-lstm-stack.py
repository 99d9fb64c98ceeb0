from keras.models import Sequential
from keras.layers import LSTM, Dense, Input

n_steps, n_features = 30, 6
units = [64, 32]
model = Sequential()
model.add(Input((n_steps, n_features)))
for u in units:
    model.add(LSTM(u))
model.add(Dense(1))
