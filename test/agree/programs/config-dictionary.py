import keras
from keras import layers

CONFIG = {
    "input_shape": (48, 48, 1),
    "conv": [
        {"filters": 32, "kernel_size": 3, "padding": "same", "activation": "relu"},
        {"filters": 64, "kernel_size": 3, "strides": 2, "activation": "relu"},
        {"filters": 64, "kernel_size": (5, 1), "activation": "elu"},
    ],
    "dense": {"units": 128, "activation": "relu"},
    "dropout": 0.3,
    "classes": 7,
}


def build(config):
    inputs = layers.Input(shape=config["input_shape"])
    x = inputs
    for i, conv in enumerate(config["conv"]):
        x = layers.Conv2D(name=f"conv_{i}", **conv)(x)
        if i % 2 == 1:
            x = layers.MaxPooling2D()(x)
    x = layers.Flatten()(x)
    x = layers.Dense(**config["dense"])(x)
    rate = config.get("dropout", 0)
    if rate > 0:
        x = layers.Dropout(rate)(x)
    if config.get("extra"):
        x = layers.Dense(1000)(x)
    outputs = layers.Dense(config["classes"], activation="softmax")(x)
    return keras.Model(inputs, outputs, name=config.get("name", "from_config"))


model = build(CONFIG)
other = build({**CONFIG, "classes": 3, "name": "three", "dropout": 0})
total = sum(layer.count_params() for layer in model.layers)
widths = {layer.name: layer.output.shape[-1] for layer in model.layers if "conv" in layer.name}
probe = keras.Sequential([keras.Input((widths["conv_2"],)), layers.Dense(len(widths))])
