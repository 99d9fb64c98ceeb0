import numpy as np
from keras import layers, models, optimizers

BATCH, STEPS, CLASSES = 16, 3, 6
data = np.random.rand(96, 24)
labels = np.eye(CLASSES)[np.random.randint(0, CLASSES, 96)]

model = models.Sequential([
    layers.Input((24,)),
    layers.Dense(32, activation='relu'),
    layers.Dense(CLASSES, activation='softmax'),
])
model.compile(optimizer=optimizers.SGD(0.1), loss='sparse_categorical_crossentropy')

for step in range(STEPS):
    start = step * BATCH
    loss = model.train_on_batch(data[start:start + BATCH], labels[start:start + BATCH])
