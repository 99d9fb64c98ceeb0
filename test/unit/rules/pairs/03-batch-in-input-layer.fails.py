from tensorflow import keras
from tensorflow.keras import layers

batch_size = 32
image_size = (128, 128)

inputs = keras.Input(shape=(batch_size,) + image_size + (3,))
x = layers.Rescaling(1.0 / 255)(inputs)
for filters in [32, 64, 128]:
    x = layers.Conv2D(filters, 3, strides=2, padding='same')(x)
    x = layers.BatchNormalization()(x)
    x = layers.Activation('relu')(x)
x = layers.GlobalAveragePooling2D()(x)
outputs = layers.Dense(10, activation='softmax')(x)
model = keras.Model(inputs, outputs)
model.summary()
