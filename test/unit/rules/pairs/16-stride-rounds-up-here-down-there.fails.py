# Two branches of an inception-like block, one rounds down and the other up.
from tensorflow.keras import Input, Model, layers

image = Input(shape=(75, 75, 32))
branch1 = layers.Conv2D(64, 1, padding='same', activation='relu')(image)
branch1 = layers.Conv2D(96, 3, strides=2, padding='same', activation='relu')(branch1)
branch2 = layers.Conv2D(64, 1, padding='same', activation='relu')(image)
branch2 = layers.Conv2D(96, 3, padding='same', activation='relu')(branch2)
branch2 = layers.Conv2D(96, 3, strides=2, activation='relu')(branch2)
branch3 = layers.MaxPooling2D(3, strides=2)(image)
block = layers.concatenate([branch1, branch2, branch3], axis=-1)
model = Model(image, block)
