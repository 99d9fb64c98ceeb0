import tensorflow as tf
Conv2D, Dense, Flatten, Input = tf.keras.layers.Conv2D, tf.keras.layers.Dense, tf.keras.layers.Flatten, tf.keras.Input
Sequential = tf.keras.Sequential

model = Sequential([
    Input((28, 28, 1)),
    Conv2D(8, 3, padding='SAME ', activation='relu'),
    Flatten(),
    Dense(10, activation='softmax'),
])
