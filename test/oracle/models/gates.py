import keras
from keras import layers

inputs = keras.Input(shape=(20, 20, 12))
squeeze = layers.GlobalAveragePooling2D()(inputs)
squeeze = layers.Dense(3, activation="relu")(squeeze)
squeeze = layers.Dense(12, activation="sigmoid")(squeeze)
squeeze = layers.Reshape((1, 1, 12))(squeeze)
x = layers.Multiply()([inputs, squeeze])
x = layers.Average()([x, inputs])
x = layers.Permute((3, 1, 2))(x)
x = layers.PReLU(shared_axes=[2, 3])(x)
outputs = layers.LayerNormalization(axis=1)(x)
model = keras.Model(inputs, outputs)
