import numpy as np
import keras
from keras import layers, models, Input

input_img = keras.Input(shape=(28, 28, 1))
x = layers.Conv2D(16, (3, 3), activation='relu', padding='same')(input_img)
x = layers.MaxPooling2D((2, 2), padding='same')(x)
x = layers.Conv2D(8, (3, 3), activation='relu', padding='same')(x)
x = layers.MaxPooling2D((2, 2), padding='same')(x)
x = layers.Conv2D(8, (3, 3), activation='relu', padding='same')(x)
encoded = layers.MaxPooling2D((2, 2), padding='same')(x)

x = layers.Conv2D(8, (3, 3), activation='relu', padding='same')(encoded)
x = layers.UpSampling2D((2, 2))(x)
x = layers.Conv2D(8, (3, 3), activation='relu', padding='same')(x)
x = layers.UpSampling2D((2, 2))(x)
x = layers.Conv2D(16, (3, 3), activation='relu')(x)
x = layers.UpSampling2D((2, 2))(x)
decoded = layers.Conv2D(1, (3, 3), activation='sigmoid', padding='same')(x)

autoencoder = keras.Model(input_img, decoded)
autoencoder.compile(optimizer='adam', loss='binary_crossentropy')
encoder = keras.Model(input_img, encoded)

x_train = np.random.rand(32, 28, 28)
x_train = x_train.astype('float32') / 255.
x_train = np.reshape(x_train, (len(x_train), 28, 28, 1))
noise = x_train + 0.5 * np.random.normal(loc=0.0, scale=1.0, size=x_train.shape)
noise = np.clip(noise, 0., 1.)
autoencoder.fit(noise, x_train, epochs=1, batch_size=16, shuffle=True, validation_data=(noise, x_train), verbose=0)

# A deep one, with the decoder cut out of it.
encoding_dim = 32
inp = Input(shape=(784,))
code = layers.Dense(encoding_dim, activation='relu')(inp)
out = layers.Dense(784, activation='sigmoid')(code)
deep = models.Model(inp, out)
encoded_input = Input(shape=(encoding_dim,))
decoder_layer = deep.layers[-1]
decoder = models.Model(encoded_input, decoder_layer(encoded_input))
