# Operations per layer, as a post of 2019 counts them.
import numpy as np
from keras import Input, Model, layers

inputs = Input((32, 32, 3))
x = layers.Conv2D(16, 3, padding='same', activation='relu', name='conv1')(inputs)
x = layers.MaxPooling2D(name='pool1')(x)
x = layers.Conv2D(32, 3, padding='same', activation='relu', name='conv2')(x)
x = layers.GlobalAveragePooling2D(name='gap')(x)
outputs = layers.Dense(10, name='logits')(x)
model = Model(inputs, outputs)

total = 0
for layer in model.layers:
    if isinstance(layer, layers.Conv2D):
        _, height, width, filters = layer.output_shape
        total += height * width * int(np.prod(layer.kernel_size)) * filters
print(total)
