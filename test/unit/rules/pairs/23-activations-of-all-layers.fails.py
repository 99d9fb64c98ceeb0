# The activations of all layers for one picture.
import numpy as np
from keras import Model, Sequential, layers

model = Sequential([
    layers.Input((64, 64, 3)),
    layers.Conv2D(8, 3, activation='relu'),
    layers.MaxPooling2D(),
    layers.Conv2D(16, 3, activation='relu'),
    layers.GlobalAveragePooling2D(),
    layers.Dense(5),
])
viewer = Model(inputs=model.input, outputs=[layer.output for layer in model.layers])
picture = np.random.rand(1, 64, 64, 3)
for activation in viewer(picture):
    print(activation.shape)
