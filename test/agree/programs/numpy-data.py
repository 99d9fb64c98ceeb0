import numpy as np
import keras
from keras import layers
from keras.utils import to_categorical

rng = np.random.default_rng(0)
raw = rng.normal(size=(120, 32 * 32 * 3))
images = raw.reshape(-1, 3, 32, 32).transpose(0, 2, 3, 1)
labels = np.random.randint(0, 4, 120)
x_train, x_val = images[:100], images[100:]
y_train, y_val = to_categorical(labels[:100]  , num_classes=4), to_categorical(labels[100:], 4)
input_shape = x_train.shape[1:]
num_classes = y_train.shape[-1]
print(x_train.shape, input_shape, num_classes)

model = keras.Sequential([
    layers.Input(shape=input_shape),
    layers.Conv2D(8, 3, activation="relu"),
    layers.Flatten(),
    layers.Dense(num_classes, activation="softmax"),
])
model.compile("adam", "categorical_crossentropy")
model.fit(x_train, y_train, validation_data=(x_val, y_val), epochs=1, verbose=0)

# Windows over a time series.
series = np.arange(300, dtype="float32")
window = 24
X, Y = [], []
for i in range(len(series) - window):
    X.append(series[i : i + window])
    Y.append(series[i + window])
X = np.array(X)
Y = np.array(Y)
X = X[..., np.newaxis]
mean = X.mean(axis=0)
lstm = keras.Sequential([layers.LSTM(16, input_shape=(X.shape[1], X.shape[2])), layers.Dense(1)])
lstm.compile("adam", "mse")
lstm.fit(X, Y, epochs=1, verbose=0)

gray = np.stack([np.zeros((48, 48)) for _ in range(5)])
gray = np.repeat(gray[:, :, :, None], 3, axis=3)
padded = np.pad(gray, ((0, 0), (1, 1), (1, 1), (0, 0)))
both = np.vstack([padded, padded])
flat = both.reshape(len(both), -1)
dense = keras.Sequential([keras.Input((flat.shape[1],)), layers.Dense(2)])
squeezed = np.squeeze(np.ones((4, 1, 9)))
halves = np.split(squeezed, 3, axis=1)
small = keras.Sequential([keras.Input(halves[0].shape[1:]), layers.Dense(1)])
table = np.hstack([np.zeros((7, 2)), np.ones((7, 3))])
third = keras.Sequential([layers.Dense(1)])
third(table)
