import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

train = np.random.rand(40, 64, 64, 3)
test = np.random.rand(10, 64, 64, 3)
y_train = np.random.randint(0, 2, 40)

inputs = keras.Input(train.shape[1:])
x = layers.Conv2D(8, 3, activation='relu')(inputs)
x = layers.MaxPooling2D(2)(x)
x = layers.Conv2D(16, 3, activation='relu')(x)
x = layers.Flatten()(x)
outputs = layers.Dense(1, activation='sigmoid')(x)
model = keras.Model(inputs, outputs, name='cats_and_dogs')
model.compile('adam', 'binary_crossentropy')
model.fit(train, y_train, epochs=1, batch_size=8, verbose=0)
predictions = model.predict(test, verbose=0)
