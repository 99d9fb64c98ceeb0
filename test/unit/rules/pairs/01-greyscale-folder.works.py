import numpy as np
import tensorflow as tf
from tensorflow.keras import layers

IMG_SIZE = 50
BATCH = 16

images = np.random.randint(0, 255, (96, IMG_SIZE, IMG_SIZE)).astype('uint8')
labels = np.random.randint(0, 2, 96)


def preprocess(image, label):
    image = tf.cast(image, tf.float32) / 255.0
    image = tf.expand_dims(image, axis=-1)
    return image, label


dataset = tf.data.Dataset.from_tensor_slices((images, labels))
dataset = dataset.shuffle(96).map(preprocess, num_parallel_calls=tf.data.AUTOTUNE)
dataset = dataset.batch(BATCH).prefetch(tf.data.AUTOTUNE)

model = tf.keras.Sequential([
    layers.Conv2D(16, 3, padding='same', activation='relu'),
    layers.MaxPooling2D(),
    layers.Conv2D(32, 3, padding='same', activation='relu'),
    layers.GlobalAveragePooling2D(),
    layers.Dense(1, activation='sigmoid'),
])
model.compile('adam', 'binary_crossentropy', metrics=['accuracy'])
model.fit(dataset, epochs=1, verbose=0)
