import numpy as np
from sklearn.model_selection import train_test_split
from tensorflow import keras
from tensorflow.keras import layers

X = np.random.rand(400, 12).astype('float32')
y = np.random.randint(0, 2, 400)
weights = np.where(y == 1, 4.0, 1.0)
X_train, X_test, y_train, y_test, weights, _ = train_test_split(X, y, weights, test_size=0.2, random_state=0)

model = keras.Sequential([
    keras.Input((12,)),
    layers.Dense(24, activation='relu'),
    layers.Dense(1, activation='sigmoid'),
])
model.compile(optimizer='adam', loss='binary_crossentropy')
model.fit(X_train, y_train, sample_weight=weights, epochs=1, verbose=0)
