import keras
from keras import layers

model = keras.Sequential(name="my_sequential")
model.add(layers.Dense(2, activation="relu", name="layer1", input_shape=(16,)))
model.add(layers.Dense(3, activation="relu", name="layer2"))
model.add(layers.Dense(4, name="layer3"))
print(len(model.layers))
model.pop()
print(len(model.layers))
model.add(layers.Dense(10, activation="softmax", name="head"))

hidden = [128, 64, 32]
stack = [keras.Input(shape=(784,))]
stack += [layers.Dense(n, activation="relu") for n in hidden]
stack.append(layers.Dense(10))
mlp = keras.Sequential(stack)

blocks = []
for f in (8, 16):
    blocks.extend([layers.Conv2D(f, 3), layers.ReLU()])
cnn = keras.Sequential([layers.Input((28, 28, 1)), *blocks, layers.GlobalMaxPooling2D()])
cnn.summary()

initial_model = keras.Sequential(
    [
        keras.Input(shape=(250, 250, 3)),
        layers.Conv2D(32, 5, strides=2, activation="relu"),
        layers.Conv2D(32, 3, activation="relu", name="my_intermediate_layer"),
        layers.Conv2D(32, 3, activation="relu"),
    ]
)
feature_extractor = keras.Model(
    inputs=initial_model.inputs,
    outputs=initial_model.get_layer(name="my_intermediate_layer").output,
)
all_features = keras.Model(inputs=initial_model.inputs, outputs=[layer.output for layer in initial_model.layers])
