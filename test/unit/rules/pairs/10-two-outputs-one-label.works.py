import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

faces = np.random.rand(64, 48, 48, 1)
age = np.random.randint(1, 90, 64)
gender = np.random.randint(0, 2, 64)

inputs = keras.Input((48, 48, 1))
x = layers.Conv2D(16, 3, activation='relu')(inputs)
x = layers.MaxPooling2D()(x)
x = layers.Flatten()(x)
age_out = layers.Dense(1, activation='relu', name='age')(x)
gender_out = layers.Dense(1, activation='sigmoid', name='gender')(x)

model = keras.Model(inputs, [age_out, gender_out])
model.compile(optimizer='adam', loss=['mae', 'binary_crossentropy'])
model.fit(faces, [age, gender], epochs=1, batch_size=16, verbose=0)
