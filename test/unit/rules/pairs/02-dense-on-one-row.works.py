# The model is asked for one customer.
import numpy as np
from keras import layers, models

features = ['age', 'income', 'balance', 'visits', 'rating']
customers = np.random.rand(200, len(features))
bought = np.random.randint(0, 2, size=(200, 1))

model = models.Sequential([
    layers.Input(shape=(len(features),)),
    layers.Dense(16, activation='relu'),
    layers.Dense(8, activation='relu'),
    layers.Dense(1, activation='sigmoid'),
])
model.compile(optimizer='adam', loss='binary_crossentropy', metrics=['accuracy'])
model.fit(customers, bought, epochs=1, batch_size=20, verbose=0)

customer = np.array([41, 52000.0, 310.5, 12, 4])
print(model.predict(customer.reshape(1, -1), verbose=0))
