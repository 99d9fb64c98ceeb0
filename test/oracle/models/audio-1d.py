import keras
from keras import layers

model = keras.Sequential([keras.Input((16000, 1))])
for dilation in (1, 2, 4, 8):
    model.add(layers.Conv1D(8, 3, padding="causal", dilation_rate=dilation, activation="relu"))
model.add(layers.MaxPooling1D(4))
model.add(layers.Conv1D(16, 80, strides=4))
model.add(layers.GlobalMaxPooling1D())
model.add(layers.Dense(35))
