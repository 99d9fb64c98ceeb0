import keras
from keras import layers

base = keras.Sequential([
    keras.Input((32, 32, 3)),
    layers.Conv2D(8, 3, name="first"),
    layers.MaxPooling2D(name="pool"),
    layers.Conv2D(16, 3, name="second"),
    layers.Flatten(),
    layers.Dense(10),
], name="base")
features = keras.Model(base.inputs, base.get_layer("second").output, name="features")
early = keras.Model(inputs=base.inputs, outputs=[base.layers[0].output, base.get_layer(index=1).output])
head = layers.GlobalAveragePooling2D()(base.layers[-3].output)
transfer = keras.Model(base.inputs, layers.Dense(3, name="new")(head), name="transfer")
for layer in base.layers[:2]:
    layer.trainable = False
for layer in transfer.layers:
    if isinstance(layer, layers.Dense):
        layer.trainable = True
copy = keras.models.clone_model(transfer)
maps = keras.Model(base.inputs, [layer.output for layer in base.layers if isinstance(layer, layers.Conv2D)])
stack = keras.Sequential([keras.Input((6,)), layers.Dense(4), layers.Dense(7, name="last")])
stack.pop()
stack.add(layers.Dense(5, name="final"))
stack.layers[0].trainable = False
