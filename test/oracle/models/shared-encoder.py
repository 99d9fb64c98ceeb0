import keras
from keras import layers

encoder = layers.Dense(32, activation="relu", name="encoder")
left = keras.Input(shape=(100,), name="left")
right = keras.Input(shape=(100,), name="right")
merged = layers.Concatenate()([encoder(left), encoder(right)])
outputs = layers.Dense(1, activation="sigmoid")(merged)
model = keras.Model([left, right], outputs, name="siamese")
