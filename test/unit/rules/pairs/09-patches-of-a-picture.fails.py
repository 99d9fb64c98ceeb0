# Vision transformer: 32 x 32 pictures are cut into patches.
import keras
from keras import layers

image_size = 32
patch_size = 4
num_patches = (image_size // patch_size)
projection_dim = 64

inputs = keras.Input(shape=(image_size, image_size, 3))
x = layers.Conv2D(projection_dim, kernel_size=patch_size, strides=patch_size)(inputs)
x = layers.Reshape((num_patches, projection_dim))(x)
for _ in range(4):
    x1 = layers.LayerNormalization(epsilon=1e-6)(x)
    attention = layers.MultiHeadAttention(num_heads=4, key_dim=projection_dim, dropout=0.1)(x1, x1)
    x2 = layers.Add()([attention, x])
    x3 = layers.LayerNormalization(epsilon=1e-6)(x2)
    x3 = layers.Dense(projection_dim * 2, activation='gelu')(x3)
    x3 = layers.Dense(projection_dim)(x3)
    x = layers.Add()([x3, x2])
x = layers.GlobalAveragePooling1D()(x)
logits = layers.Dense(100)(x)
model = keras.Model(inputs, logits)
