# LeNet-5 on pictures of digits that somebody shrank to 14 x 14.
from keras import Sequential, layers

size = 32

lenet = Sequential([
    layers.Input((size, size, 1)),
    layers.Conv2D(6, kernel_size=(5, 5), activation='tanh'),
    layers.AveragePooling2D(pool_size=(2, 2)),
    layers.Conv2D(16, kernel_size=(5, 5), activation='tanh'),
    layers.AveragePooling2D(pool_size=(2, 2)),
    layers.Conv2D(120, kernel_size=(5, 5), activation='tanh'),
    layers.Flatten(),
    layers.Dense(84, activation='tanh'),
    layers.Dense(10, activation='softmax'),
])
lenet.compile(optimizer='sgd', loss='categorical_crossentropy')
lenet.summary()
