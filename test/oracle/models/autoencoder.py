import keras
from keras import layers

image = keras.Input(shape=(28, 28, 1))
x = layers.Conv2D(16, 3, strides=2, padding="same", activation="relu")(image)
x = layers.Conv2D(8, 3, strides=2, padding="same", activation="relu")(x)
code = layers.Dense(10, name="code")(layers.Flatten()(x))
encoder = keras.Model(image, code, name="encoder")

latent = keras.Input(shape=(10,))
x = layers.Dense(7 * 7 * 8, activation="relu")(latent)
x = layers.Reshape((7, 7, 8))(x)
x = layers.Conv2DTranspose(8, 3, strides=2, padding="same", activation="relu")(x)
x = layers.Conv2DTranspose(1, 3, strides=2, padding="same", activation="sigmoid")(x)
decoder = keras.Model(latent, x, name="decoder")

model = keras.Model(image, decoder(encoder(image)), name="autoencoder")
