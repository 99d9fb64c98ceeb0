import keras
from keras import layers, ops

inputs = keras.Input(shape=(16, 16, 8))
x = inputs * 2.0 + 1
left, right = x[:, :, :, :4], x[..., 4:]
y = ops.concatenate([right, left], axis=-1)
y = ops.relu(y - ops.mean(y, axis=[1, 2], keepdims=True))
gate = layers.Dense(8, activation="sigmoid")(ops.mean(y, axis=(1, 2)))
gate = ops.reshape(gate, (-1, 1, 1, 8))
y = y * gate
tokens = ops.reshape(y, (-1, 16 * 16, 8))
scores = ops.matmul(tokens, ops.transpose(tokens, (0, 2, 1))) / 8**0.5
weights = ops.softmax(scores)
z = weights @ tokens
z = ops.expand_dims(z[:, 0], axis=1)
z = ops.squeeze(z, axis=1)
stacked = ops.stack([z, z], axis=1)
first, second = ops.split(stacked, 2, axis=1)
out = layers.Flatten()(ops.maximum(first, second) - -first)
model = keras.Model(inputs, layers.Dense(3)(out))
model.summary()
