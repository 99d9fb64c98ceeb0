import numpy as np
import keras
from keras import layers

FEATURES = {"age": 1, "country": 30, "device": 5}
categorical = [name for name, size in FEATURES.items() if size > 1]

inputs = {}
encoded = []
for name, size in FEATURES.items():
    inputs[name] = keras.Input(shape=(1,), name=name)
    if name in categorical:
        dims = int(np.sqrt(size)) + 1
        e = layers.Embedding(input_dim=size, output_dim=dims)(inputs[name])
        encoded.append(layers.Flatten()(e))
    else:
        encoded.append(inputs[name])
wide = layers.concatenate(encoded)
deep = wide
for units in [32, 16]:
    deep = layers.Dense(units)(deep)
    deep = layers.BatchNormalization()(deep)
    deep = layers.ReLU()(deep)
merged = layers.concatenate([layers.BatchNormalization()(wide), deep])
output = layers.Dense(units=1, activation="sigmoid")(merged)
model = keras.Model(inputs=inputs, outputs=output)
model.compile(optimizer="adam", loss="binary_crossentropy")
data = {name: np.zeros((12, 1)) for name in FEATURES}
model.fit(data, np.zeros((12, 1)), epochs=1, verbose=0)
