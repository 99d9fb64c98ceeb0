import tensorflow as tf
from tensorflow.keras import layers

base = tf.keras.applications.VGG16(include_top=False, weights=None, input_shape=(150, 150, 3))
base.trainable = False

model = tf.keras.Sequential([
    base,
    layers.Flatten(),
    layers.Dense(256, activation='relu'),
    layers.Dropout(0.5),
    layers.Dense(1, activation='sigmoid'),
])
model.build((None, 150, 150, 3))
model.compile(loss='binary_crossentropy', optimizer='adam', metrics=['accuracy'])
model.summary()
