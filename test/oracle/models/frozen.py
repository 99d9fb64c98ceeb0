import keras
from keras import layers

base = keras.Sequential(
    [keras.Input((8, 8, 3)), layers.Conv2D(4, 3), layers.BatchNormalization(), layers.Flatten()], name="base"
)
base.trainable = False
model = keras.Sequential([base, layers.Dense(2), layers.BatchNormalization()])
