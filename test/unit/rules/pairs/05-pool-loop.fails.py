# A VGG-like network that is one block too deep for CIFAR-10 cut to 24 x 24.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

CONFIG = {
    'input': (24, 24, 3),
    'blocks': [32, 64, 128, 256, 512],
    'classes': 10,
}


def make_vgg(config):
    model = keras.Sequential(name='small_vgg')
    model.add(keras.Input(shape=config['input']))
    for filters in config['blocks']:
        model.add(layers.Conv2D(filters, 3, padding='same', activation='relu'))
        model.add(layers.Conv2D(filters, 3, padding='same', activation='relu'))
        model.add(layers.MaxPooling2D(pool_size=2, strides=2))
    model.add(layers.Flatten())
    model.add(layers.Dense(128, activation='relu'))
    model.add(layers.Dropout(0.5))
    model.add(layers.Dense(config['classes'], activation='softmax'))
    return model


model = make_vgg(CONFIG)
model.compile(optimizer='adam', loss='sparse_categorical_crossentropy', metrics=['accuracy'])
x = np.random.rand(32, *CONFIG['input'])
y = np.random.randint(0, CONFIG['classes'], 32)
model.fit(x, y, epochs=1, verbose=0)
