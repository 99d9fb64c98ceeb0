from tensorflow import keras
from tensorflow.keras.utils import to_categorical

(train_images, train_labels), (test_images, test_labels) = keras.datasets.mnist.load_data()
train_images = train_images[:600].reshape((600, 28 * 28)).astype('float32') / 255
test_images = test_images[:200].reshape((200, 28 * 28)).astype('float32') / 255
train_labels = to_categorical(train_labels[:600])
test_labels = to_categorical(test_labels[:200])

network = keras.models.Sequential()
network.add(keras.layers.Dense(512, activation='relu', input_shape=(28 * 28,)))
network.add(keras.layers.Dense(10, activation='softmax'))
network.compile(optimizer='rmsprop', loss='categorical_crossentropy', metrics=['accuracy'])
network.fit(train_images, train_labels, epochs=1, batch_size=128, verbose=0,
            validation_data=(test_images, test_labels))
