import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

x = np.random.rand(16, 28, 28, 1)
autoencoder = keras.Sequential([
    keras.Input((28, 28, 1)),
    layers.Conv2D(8, 3, strides=2, activation='relu', padding='same'),
    layers.Conv2D(4, 3, strides=2, activation='relu', padding='same'),
    layers.Conv2DTranspose(8, 3, strides=2, activation='relu', padding='valid'),
    layers.Conv2DTranspose(1, 3, strides=2, activation='sigmoid', padding='valid'),
])
autoencoder.compile(optimizer='adam', loss='binary_crossentropy')
autoencoder.fit(x, x, epochs=1, verbose=0)
