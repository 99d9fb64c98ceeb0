import keras
from keras import layers

inputs = keras.Input(shape=(64, 64, 3))
skips = []
x = inputs
for filters in (8, 16):
    x = layers.Conv2D(filters, 3, padding="same", activation="relu")(x)
    skips.append(x)
    x = layers.MaxPooling2D()(x)
x = layers.Conv2D(32, 3, padding="same", activation="relu")(x)
for filters, skip in zip((16, 8), reversed(skips)):
    x = layers.Conv2DTranspose(filters, 2, strides=2, padding="same")(x)
    x = layers.Concatenate(axis=-1)([x, skip])
    x = layers.Conv2D(filters, 3, padding="same", activation="relu")(x)
outputs = layers.Conv2D(1, 1, activation="sigmoid", name="mask")(x)
model = keras.Model(inputs=[inputs], outputs=[outputs])
