from keras.models import Sequential, Model
from keras.layers import (Input, TimeDistributed, Conv2D, MaxPooling2D, Flatten, LSTM, Dense, ConvLSTM2D,
                          BatchNormalization, Conv3D, Bidirectional, GRU, Masking, Embedding, Attention, Concatenate,
                          GlobalAveragePooling1D)

frames, h, w, c = 10, 32, 32, 3
cnn = Sequential([
    Input((h, w, c)),
    Conv2D(8, 3, activation='relu'),
    MaxPooling2D(2),
    Flatten(),
], name='frame_cnn')
video = Sequential()
video.add(Input((frames, h, w, c)))
video.add(TimeDistributed(cnn))
video.add(LSTM(32))
video.add(Dense(5, activation='softmax'))

precip = Sequential([
    Input((None, 40, 40, 1)),
    ConvLSTM2D(filters=16, kernel_size=(3, 3), padding='same', return_sequences=True),
    BatchNormalization(),
    Conv3D(filters=1, kernel_size=(3, 3, 3), activation='sigmoid', padding='same'),
])

query = Input((None,), dtype='int32')
value = Input((None,), dtype='int32')
embed = Embedding(500, 64)
cnn1d = Bidirectional(GRU(16, return_sequences=True))
q, v = cnn1d(embed(query)), cnn1d(embed(value))
att = Attention()([q, v])
pooled = Concatenate()([GlobalAveragePooling1D()(q), GlobalAveragePooling1D()(att)])
qa = Model([query, value], Dense(2)(pooled))
masked = Sequential([Input((8, 3)), Masking(mask_value=0.0), LSTM(4, return_sequences=False)])
