import numpy as np
from keras import layers, models

X, y = np.random.rand(120, 7), np.random.rand(120)

model = models.Sequential([
    layers.Input((7,)),
    layers.Dense(32, activation='relu'),
    layers.Dense(32, activation='relu'),
    layers.Dense(1),
])
model.compile(optimizer='adam', loss='mse', metrics=['mae'])
model.fit(X, y, epochs=1, verbose=0)
