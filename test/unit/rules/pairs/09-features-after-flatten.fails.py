import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

features = keras.Sequential([
    keras.Input((28, 28, 1)),
    layers.Conv2D(16, 3, activation='relu'),
    layers.MaxPooling2D(),
    layers.Conv2D(32, 3, activation='relu'),
    layers.MaxPooling2D(),
    layers.Flatten(),
])
classifier = keras.Sequential([keras.Input((32 * 7 * 7,)), layers.Dense(10, activation='softmax')])
image = keras.Input((28, 28, 1))
model = keras.Model(image, classifier(features(image)))
