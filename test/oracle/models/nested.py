import keras
from keras import layers

features = keras.Sequential(name="features")
features.add(keras.Input(shape=(32, 32, 3)))
features.add(layers.Conv2D(16, 3, activation="relu"))
features.add(layers.MaxPooling2D())
inner_input = keras.Input(shape=(15, 15, 16))
inner = keras.Model(inner_input, layers.Flatten()(layers.Conv2D(4, 3)(inner_input)), name="inner")
model = keras.Sequential([features, inner, layers.Dense(10)])
