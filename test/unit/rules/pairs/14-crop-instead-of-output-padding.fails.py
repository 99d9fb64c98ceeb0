# A decoder without padding makes 29 rows of 7; the copy of the encoder has 28.
from keras import Input, Model, layers

image = Input((28, 28, 1))
e1 = layers.Conv2D(16, 3, padding='same', activation='relu')(image)
e2 = layers.Conv2D(32, 3, strides=2, padding='same', activation='relu')(e1)
e3 = layers.Conv2D(64, 3, strides=2, padding='same', activation='relu')(e2)
d2 = layers.Conv2DTranspose(32, 3, strides=2, activation='relu')(e3)
d2 = layers.concatenate([d2, e2])
d1 = layers.Conv2DTranspose(16, 3, strides=2, padding='same', activation='relu')(d2)
d1 = layers.concatenate([d1, e1])
out = layers.Conv2D(1, 3, padding='same', activation='sigmoid')(d1)
model = Model(image, out)
