import numpy as np
from tensorflow.keras import layers, models
from tensorflow.keras.preprocessing.image import ImageDataGenerator

pictures = np.random.rand(64, 48, 48, 1)
feelings = np.eye(7)[np.random.randint(0, 7, 64)]

datagen = ImageDataGenerator(rotation_range=10, zoom_range=0.1, horizontal_flip=True)
flow = datagen.flow(pictures, feelings, batch_size=16)

model = models.Sequential()
model.add(layers.Input(shape=(48, 48, 3)))
for filters in (32, 64):
    model.add(layers.Conv2D(filters, (3, 3), activation='relu', padding='same'))
    model.add(layers.MaxPooling2D(pool_size=(2, 2)))
    model.add(layers.Dropout(0.25))
model.add(layers.Flatten())
model.add(layers.Dense(7, activation='softmax'))
model.compile(optimizer='adam', loss='categorical_crossentropy', metrics=['accuracy'])
model.fit(flow, epochs=1, verbose=0)
