from tensorflow.keras import layers, models

model = models.Sequential()
model.add(layers.Input((100,)))
model.add(layers.Dense(256, activation='leaky_relu'))
model.add(layers.BatchNormalization())
model.add(layers.Dense(784, activation='sigmod'))
model.add(layers.Reshape((28, 28, 1)))
model.summary()
