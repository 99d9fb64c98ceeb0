import numpy as np
from tensorflow.keras import Sequential
from tensorflow.keras.layers import Dense, Dropout, Input

X = np.random.rand(100, 20)
y = np.random.randint(0, 3, 100)

model = Sequential([
    Input((20,)),
    Dense(32, activation='relu'),
    Dropout(0.3),
    Dense(3, activation='softmax'),
])
model.compile(
    optimizer='adam',
    loss='sparse_categorical_cross_entropy',
    metrics=['accuracy'],
)
model.fit(X, y, epochs=1, verbose=0)
