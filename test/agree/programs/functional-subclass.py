import numpy as np
import tensorflow as tf
import keras
from keras import layers


class CustomModel(keras.Model):
    def train_step(self, data):
        x, y = data
        with tf.GradientTape() as tape:
            y_pred = self(x, training=True)
            loss = self.compute_loss(y=y, y_pred=y_pred)
        trainable_vars = self.trainable_variables
        gradients = tape.gradient(loss, trainable_vars)
        self.optimizer.apply(gradients, trainable_vars)
        return {"loss": loss}


inputs = keras.Input(shape=(32,))
hidden = layers.Dense(16)(inputs)
outputs = layers.Dense(1)(hidden)
model = CustomModel(inputs, outputs)
model.compile(optimizer="adam", loss="mse")
x = np.random.random((10, 32))
y = np.random.random((10, 1))
model.fit(x, y, epochs=1, verbose=0)
print(len(model.layers), model.output_shape)
inner = keras.Model(model.input, model.layers[1].output)


class Classifier(keras.Model):
    def __init__(self, n):
        inp = keras.Input((n,))
        out = layers.Dense(2)(inp)
        super().__init__(inputs=inp, outputs=out, name="classifier")


c = Classifier(6)
