import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

model = keras.Sequential()
model.add(layers.Input((20,)))
model.add(layers.Dense(64, activation='relu'))
model.add(layers.Dense(32, activation='relu', name='features'))
model.add(layers.Dense(1, activation='sigmoid'))

extractor = keras.Model(inputs=model.inputs, outputs=model.get_layer('features').output)
print(extractor(np.zeros((2, 20))).shape)
