# Fashion-MNIST from a table: one row of 784 pixels per picture.
import numpy as np
import pandas as pd
from tensorflow.keras import layers, models
from tensorflow.keras.utils import to_categorical

rows = np.random.randint(0, 256, (256, 784))
frame = pd.DataFrame(rows, columns=[f'pixel{i}' for i in range(784)])
labels = np.random.randint(0, 10, 256)

X = frame.values.astype('float32') / 255.0
X = X.reshape(-1, 28, 28, 1)
y = to_categorical(labels, num_classes=10)


def build_model(input_shape, num_classes):
    model = models.Sequential()
    model.add(layers.Conv2D(32, (3, 3), activation='relu', input_shape=input_shape))
    model.add(layers.MaxPooling2D((2, 2)))
    model.add(layers.Conv2D(64, (3, 3), activation='relu'))
    model.add(layers.Flatten())
    model.add(layers.Dropout(0.5))
    model.add(layers.Dense(num_classes, activation='softmax'))
    return model


model = build_model(X.shape[1:], 10)
model.compile(loss='categorical_crossentropy', optimizer='adam', metrics=['accuracy'])
model.fit(X, y, batch_size=64, epochs=1, validation_split=0.1, verbose=0)
