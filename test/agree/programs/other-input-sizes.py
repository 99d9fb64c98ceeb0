import keras
import numpy as np
import tensorflow as tf
from keras import layers

# A network for images of any size, with operations between its layers.
picture = keras.Input((None, None, 3))
y = layers.Conv2D(8, 3, strides=2, padding="same")(picture)
y = y * 0.5 + layers.Conv2D(8, 1, strides=2)(picture)
y = keras.ops.mean(y, axis=-1, keepdims=True)
any_size = keras.Model(picture, y)
small = any_size(keras.Input((20, 30, 3)))
still_open = any_size(keras.Input((None, 30, 3)))
batched = any_size(keras.Input((20, 30, 3), batch_size=7))

# What data become.
digits = keras.Sequential([keras.Input((28, 28, 1)), layers.Conv2D(4, 3), layers.Flatten(), layers.Dense(10)])
one = digits(np.zeros((1, 28, 28, 1), "float32"))
noise = tf.random.normal([3, 28, 28, 1])
three = digits(noise, training=False)
predicted = digits.predict(np.zeros((6, 28, 28), "float32"), verbose=0)
drawn = any_size.predict(np.zeros((2, 41, 50, 3)), verbose=0)
print(one.shape, three.shape, predicted.shape, drawn.shape)
