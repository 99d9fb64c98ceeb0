import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

KERNEL = 3
model = keras.Sequential([
    layers.Input(shape=(4, 4, 8)),
    layers.Conv2D(16, KERNEL, activation='relu'),
    layers.Flatten(),
    layers.Dense(2),
])
