import keras
from keras import layers


def backbone(shape=(96, 96, 3)):
    model = keras.Sequential(name="backbone")
    model.add(keras.Input(shape))
    for i, f in enumerate([16, 32, 64, 128]):
        model.add(layers.Conv2D(f, 3, padding="same", name=f"block{i}_conv"))
        model.add(layers.BatchNormalization(name=f"block{i}_bn"))
        model.add(layers.ReLU(name=f"block{i}_relu"))
        model.add(layers.MaxPooling2D(name=f"block{i}_pool"))
    return model


base = backbone()
base.trainable = False

inputs = keras.Input(shape=(96, 96, 3))
x = base(inputs, training=False)
x = layers.GlobalAveragePooling2D()(x)
x = layers.Dropout(0.2)(x)
outputs = layers.Dense(1)(x)
model = keras.Model(inputs, outputs)
print(len(model.trainable_weights))

# Fine-tuning: only the last block.
tuned = backbone()
for layer in tuned.layers[:-4]:
    layer.trainable = False
head = keras.Sequential([tuned, layers.Flatten(), layers.Dense(256, activation="relu"), layers.Dense(3)])
head.summary()

# All but batch normalization.
third = backbone((64, 64, 3))
for layer in third.layers:
    if isinstance(layer, layers.BatchNormalization):
        layer.trainable = False
    else:
        layer.trainable = True

cut = keras.Model(third.inputs, third.get_layer("block2_relu").output)
features = keras.Model(inputs=third.inputs, outputs=[third.get_layer(n).output for n in ("block0_pool", "block1_pool")])
