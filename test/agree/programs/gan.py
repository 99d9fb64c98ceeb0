import numpy as np
from tensorflow.keras.models import Sequential, Model
from tensorflow.keras.layers import Dense, Reshape, Flatten, LeakyReLU, BatchNormalization, Input, Dropout
from tensorflow.keras.layers import Conv2D, Conv2DTranspose
from tensorflow.keras.optimizers import Adam

latent_dim = 100
img_shape = (28, 28, 1)


def build_generator():
    model = Sequential()
    model.add(Input(shape=(latent_dim,)))
    model.add(Dense(7 * 7 * 128))
    model.add(Reshape((7, 7, 128)))
    for filters in (128, 64):
        model.add(Conv2DTranspose(filters, kernel_size=4, strides=2, padding="same"))
        model.add(BatchNormalization(momentum=0.8))
        model.add(LeakyReLU(0.2))
    model.add(Conv2D(img_shape[-1], kernel_size=5, padding="same", activation="tanh"))
    noise = Input(shape=(latent_dim,))
    img = model(noise)
    return Model(noise, img, name="generator")


def build_discriminator():
    model = Sequential()
    model.add(Conv2D(32, kernel_size=3, strides=2, input_shape=img_shape, padding="same"))
    model.add(LeakyReLU(negative_slope=0.2))
    model.add(Dropout(0.25))
    model.add(Conv2D(64, kernel_size=3, strides=2, padding="same"))
    model.add(BatchNormalization(momentum=0.8))
    model.add(LeakyReLU(negative_slope=0.2))
    model.add(Flatten())
    model.add(Dense(1, activation="sigmoid"))
    img = Input(shape=img_shape)
    validity = model(img)
    return Model(img, validity, name="discriminator")


optimizer = Adam(0.0002, 0.5)
discriminator = build_discriminator()
discriminator.compile(loss="binary_crossentropy", optimizer=optimizer, metrics=["accuracy"])
generator = build_generator()

z = Input(shape=(latent_dim,))
img = generator(z)
discriminator.trainable = False
valid = discriminator(img)
combined = Model(z, valid, name="combined")
combined.compile(loss="binary_crossentropy", optimizer=Adam(0.0002, 0.5))
combined.summary()

batch_size = 8
for epoch in range(2):
    noise = np.random.normal(0, 1, (batch_size, latent_dim))
    gen_imgs = generator.predict(noise, verbose=0)
    g_loss = combined.train_on_batch(noise, np.ones((batch_size, 1)))
