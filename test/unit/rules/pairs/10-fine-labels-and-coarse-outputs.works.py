import tensorflow as tf
from tensorflow.keras import layers

(x_train, y_train), (x_test, y_test) = tf.keras.datasets.cifar10.load_data()
x_train, y_train = x_train[:256], tf.keras.utils.to_categorical(y_train[:256], 10)

base = tf.keras.applications.MobileNetV2(include_top=False, weights=None, input_shape=(32, 32, 3), pooling='avg')
base.trainable = False

inputs = tf.keras.Input(shape=(32, 32, 3))
x = tf.keras.applications.mobilenet_v2.preprocess_input(inputs)
x = base(x, training=False)
x = layers.Dropout(0.2)(x)
outputs = layers.Dense(10, activation='softmax')(x)
model = tf.keras.Model(inputs, outputs)
model.compile(optimizer=tf.keras.optimizers.Adam(1e-3), loss=tf.keras.losses.CategoricalCrossentropy(), metrics=['accuracy'])
model.fit(x_train, y_train, epochs=1, batch_size=32, verbose=0)
