import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras.layers import Dense, Flatten, Conv2D
from tensorflow.keras import Model


class MyModel(Model):
    def __init__(self):
        super().__init__()
        self.conv1 = Conv2D(32, 3, activation='relu')
        self.flatten = Flatten()
        self.d1 = Dense(128, activation='relu')
        self.d2 = Dense(10)

    def call(self, x):
        x = self.conv1(x)
        x = self.flatten(x)
        x = self.d1(x)
        return self.d2(x)


x_train = np.zeros((32, 28, 28))
x_train = x_train[..., tf.newaxis].astype("float32")
y_train = np.zeros((32,))
model = MyModel()
model.compile(optimizer="adam", loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"])
model.fit(x_train, y_train, epochs=1, verbose=0)
model.evaluate(x_train, y_train, verbose=0)
model.summary()


class ResBlock(keras.layers.Layer):
    def __init__(self, filters, downsample=False):
        super().__init__()
        stride = 2 if downsample else 1
        self.downsample = downsample
        self.conv_a = Conv2D(filters, 3, strides=stride, padding="same")
        self.conv_b = Conv2D(filters, 3, padding="same")
        if downsample:
            self.proj = Conv2D(filters, 1, strides=2)

    def call(self, x, training=False):
        y = tf.nn.relu(self.conv_a(x))
        y = self.conv_b(y)
        shortcut = self.proj(x) if self.downsample else x
        return tf.nn.relu(y + shortcut)


class ResNet(Model):
    def __init__(self, num_classes=10, widths=(16, 32, 64), **kwargs):
        super().__init__(**kwargs)
        self.stem = Conv2D(widths[0], 3, padding="same")
        self.blocks = []
        for i, w in enumerate(widths):
            self.blocks.append(ResBlock(w, downsample=i > 0))
        self.pool = keras.layers.GlobalAveragePooling2D()
        self.head = Dense(num_classes)

    def call(self, inputs, training=None):
        x = self.stem(inputs)
        for block in self.blocks:
            x = block(x, training=training)
        return self.head(self.pool(x))


net = ResNet(num_classes=5, name="my_resnet")
net.build(input_shape=(None, 32, 32, 3))
net.summary()
inp = keras.Input((24, 24, 3))
wrapped = keras.Model(inp, keras.layers.Softmax()(ResNet(4, widths=[8, 8])(inp)))
unused = ResNet()
