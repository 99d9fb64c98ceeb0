# Three classes of pixels, and masks that hold the class number of each pixel.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

NUM_CLASSES = 3
images = np.random.rand(8, 64, 64, 3).astype('float32')
masks = np.random.randint(0, NUM_CLASSES, (8, 64, 64, 1))


def get_model(img_size, num_classes):
    inputs = keras.Input(shape=img_size + (3,))
    x = layers.Conv2D(16, 3, strides=2, padding='same', activation='relu')(inputs)
    x = layers.Conv2D(32, 3, padding='same', activation='relu')(x)
    x = layers.UpSampling2D(2)(x)
    outputs = layers.Conv2D(num_classes, 3, activation='softmax', padding='same')(x)
    return keras.Model(inputs, outputs)


model = get_model((64, 64), NUM_CLASSES)
model.compile(optimizer='rmsprop', loss='sparse_categorical_crossentropy')
model.fit(images, masks, epochs=1, batch_size=4, verbose=0)
