import numpy as np
from tensorflow.keras.models import Sequential
from tensorflow.keras.layers import Dense, Dropout, Flatten, Conv2D, MaxPooling2D
from tensorflow.keras.utils import to_categorical

(x_train, y_train) = np.zeros((64, 28, 28), dtype=np.uint8), np.zeros((64,), dtype=np.int64)
x_train = x_train.reshape((x_train.shape[0], 28, 28, 1)).astype('float32') / 255
y_train = to_categorical(y_train, 10)

model = Sequential()
model.add(Conv2D(32, kernel_size=(3, 3), activation='relu'))
model.add(MaxPooling2D(pool_size=(2, 2)))
model.add(Conv2D(64, (3, 3), activation='relu'))
model.add(MaxPooling2D((2, 2)))
model.add(Flatten())
model.add(Dropout(0.5))
model.add(Dense(y_train.shape[1], activation='softmax'))
model.compile(loss='categorical_crossentropy', optimizer='adam', metrics=['accuracy'])
model.fit(x_train, y_train, batch_size=32, epochs=1, verbose=0, validation_split=0.1)

built = Sequential([Dense(8, activation='relu'), Dense(1)])
built.build((None, 12))

called = Sequential([Flatten(), Dense(4)])
out = called(np.ones((3, 5, 2)))
print(out.shape)

never = Sequential([Dense(8), Dense(2)])
