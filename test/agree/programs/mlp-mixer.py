import keras
from keras import layers


def mlp(x, hidden_units, dropout_rate):
    for units in hidden_units:
        x = layers.Dense(units, activation=keras.activations.gelu)(x)
        x = layers.Dropout(dropout_rate)(x)
    return x


def mixer_block(x, num_patches, hidden):
    y = layers.LayerNormalization(epsilon=1e-6)(x)
    y = layers.Permute((2, 1))(y)
    y = mlp(y, [hidden, num_patches], 0.1)
    y = layers.Permute((2, 1))(y)
    x = layers.Add()([x, y])
    z = layers.LayerNormalization(epsilon=1e-6)(x)
    z = mlp(z, hidden_units=[hidden, x.shape[-1]], dropout_rate=0.1)
    return x + z


image_size, patch_size = 72, 6
num_patches = (image_size // patch_size) ** 2
projection_dim = 64

inputs = keras.Input(shape=(image_size, image_size, 3))
x = layers.Conv2D(projection_dim, patch_size, strides=patch_size)(inputs)
x = layers.Reshape((-1, projection_dim))(x)
for _ in range(4):
    x = mixer_block(x, num_patches, 2 * projection_dim)
x = layers.GlobalAveragePooling1D()(x)
model = keras.Model(inputs, layers.Dense(100)(x))
model.summary()
