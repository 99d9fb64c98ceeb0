# The receptive field from the layers of a model.
from keras import layers, models

model = models.Sequential([
    layers.Conv2D(8, 3, strides=2, activation='relu'),
    layers.Conv2D(16, 3, activation='relu'),
    layers.MaxPooling2D(2),
    layers.Conv2D(32, 3, activation='relu'),
])

field, jump = 1, 1
for layer in model.layers:
    kernel = getattr(layer, 'kernel_size', None) or layer.pool_size
    field += (kernel[0] - 1) * jump
    jump *= layer.strides[0]
print('receptive field', field)
print('output', model.output_shape)
