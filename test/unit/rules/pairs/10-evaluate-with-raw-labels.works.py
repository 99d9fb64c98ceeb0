import numpy as np
from keras.models import Sequential
from keras.layers import Dense, Flatten, Input
from keras.utils import to_categorical
from sklearn.model_selection import train_test_split

data = np.random.rand(200, 16, 16, 3)
target = np.random.randint(0, 6, 200)
X_train, X_test, y_train, y_test = train_test_split(data, target, test_size=0.25, random_state=1)
Y_train = to_categorical(y_train, 6)
Y_test = to_categorical(y_test, 6)

model = Sequential()
model.add(Input((16, 16, 3)))
model.add(Flatten())
model.add(Dense(32, activation='relu'))
model.add(Dense(6, activation='softmax'))
model.compile(optimizer='adam', loss='categorical_crossentropy', metrics=['accuracy'])
model.fit(X_train, Y_train, epochs=1, verbose=0)
loss, accuracy = model.evaluate(X_test, Y_test, verbose=0)
