# Spectrograms of any length.
from keras import Input, Model
from keras.layers import BatchNormalization, Conv2D, Dense, Flatten, GlobalAveragePooling2D, MaxPooling2D

n_mels = 64
spectrogram = Input(shape=(n_mels, None, 1))
x = spectrogram
for filters in (16, 32, 64):
    x = Conv2D(filters, 3, padding='same', activation='relu')(x)
    x = BatchNormalization()(x)
    x = MaxPooling2D()(x)
x = GlobalAveragePooling2D()(x)
x = Dense(64, activation='relu')(x)
genre = Dense(10, activation='softmax')(x)
model = Model(spectrogram, genre)
model.compile('adam', 'categorical_crossentropy')
