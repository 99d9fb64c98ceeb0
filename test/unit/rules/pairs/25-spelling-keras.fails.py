from keras.layers import Conv2D, Dense, Flatten, Input
from keras.models import Sequential

model = Sequential([
    Input((28, 28, 1)),
    Conv2D(8, 3, padding='SAME ', activation='relu'),
    Flatten(),
    Dense(10, activation='softmax'),
])
