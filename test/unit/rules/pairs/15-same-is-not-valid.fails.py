# Ported from PyTorch: padding=1 on both sides is not what `same` does with a stride.
from keras import Input, Model, layers

inputs = Input((224, 224, 3))
stem = layers.ZeroPadding2D(3)(inputs)
stem = layers.Conv2D(64, 7, strides=2, use_bias=False)(stem)
stem = layers.BatchNormalization()(stem)
stem = layers.ReLU()(stem)
pooled = layers.MaxPooling2D(3, strides=2)(stem)
strided = layers.Conv2D(64, 3, strides=2, padding='same')(stem)
x = layers.Concatenate()([pooled, strided])
x = layers.GlobalAveragePooling2D()(x)
model = Model(inputs, layers.Dense(1000)(x))
