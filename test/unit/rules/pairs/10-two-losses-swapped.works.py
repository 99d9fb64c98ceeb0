import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

rooms = np.random.rand(64, 6)
price = np.random.rand(64, 1)
kind = keras.utils.to_categorical(np.random.randint(0, 4, 64), 4)

inputs = keras.Input((6,), name='rooms')
h = layers.Dense(32, activation='relu')(inputs)
price_out = layers.Dense(1, name='price')(h)
kind_out = layers.Dense(4, activation='softmax', name='kind')(h)
model = keras.Model(inputs, outputs=[price_out, kind_out])
model.compile(
    optimizer='adam',
    loss={'price': 'mse', 'kind': 'categorical_crossentropy'},
    metrics={'kind': 'accuracy'},
)
model.fit(rooms, [price, kind], epochs=1, verbose=0)
