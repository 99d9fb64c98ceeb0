# Reconstruction of a sequence: the code is one vector, the decoder wants a sequence.
from keras.models import Sequential
from keras.layers import GRU, Dense, Input, RepeatVector, TimeDistributed

timesteps, features = 30, 3

model = Sequential()
model.add(Input((timesteps, features)))
model.add(GRU(64))
model.add(RepeatVector(timesteps))
model.add(GRU(64, return_sequences=True))
model.add(TimeDistributed(Dense(features)))
model.compile(optimizer='adam', loss='mae')
