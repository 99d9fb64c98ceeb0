# How many numbers does the model learn?
from keras import Sequential, layers

model = Sequential([
    layers.Input((28, 28, 1)),
    layers.Conv2D(16, 3, activation='relu'),
    layers.BatchNormalization(),
    layers.MaxPooling2D(),
    layers.Flatten(),
    layers.Dense(10, activation='softmax'),
])
print('parameters:', model.count_params())
