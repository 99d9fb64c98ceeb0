import keras
from keras import layers

# Siamese network with a shared encoder.
encoder = keras.Sequential(
    [
        layers.Input(shape=(28, 28, 1)),
        layers.Conv2D(16, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Flatten(),
        layers.Dense(32),
    ],
    name="encoder",
)
left = keras.Input((28, 28, 1), name="left")
right = keras.Input((28, 28, 1), name="right")
a, b = encoder(left), encoder(right)
distance = layers.Lambda(lambda t: keras.ops.abs(t[0] - t[1]), output_shape=(32,))([a, b])
siamese = keras.Model(inputs=[left, right], outputs=layers.Dense(1, activation="sigmoid")(distance))

# One layer, applied twice.
shared = layers.Embedding(1000, 64)
text_a = keras.Input(shape=(None,), dtype="int32")
text_b = keras.Input(shape=(20,), dtype="int32")
encoded_a, encoded_b = shared(text_a), shared(text_b)
pooled = [layers.GlobalAveragePooling1D()(t) for t in (encoded_a, encoded_b)]
merged = layers.concatenate(pooled)
twin = keras.Model([text_a, text_b], layers.Dense(2)(merged), name="twin")


# Ensemble of models.
def get_member(i):
    inputs = keras.Input(shape=(128,))
    outputs = layers.Dense(1, name=f"member_{i}")(inputs)
    return keras.Model(inputs, outputs)


members = [get_member(i) for i in range(3)]
inputs = keras.Input(shape=(128,))
outputs = layers.average([m(inputs) for m in members])
ensemble = keras.Model(inputs=inputs, outputs=outputs)
ensemble.summary()
