import keras
from keras import layers

options = {"filters": 8, "kernel": 3}
inp = keras.Input((16, 16, 3))
x = layers.Conv2D(**options)(inp)
