"""Two views of a scene: models in models, one of them applied twice, beside a frozen one."""

from keras import Input, Model, Sequential, layers

backbone = Sequential(
    [
        Input((96, 96, 3)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Conv2D(64, 3, activation="relu"),
        layers.GlobalAveragePooling2D(),
    ],
    name="backbone",
)

base_in = Input((96, 96, 3))
base_out = layers.GlobalMaxPooling2D()(layers.Conv2D(24, 5, strides=2, activation="relu")(base_in))
base = Model(base_in, base_out, name="base")
base.trainable = False

inner_in = Input((64,))
inner_out = layers.Dense(16, activation="relu")(inner_in)
head = Model(inner_in, inner_out, name="head")
tower = Sequential([Input((96, 96, 3)), backbone, head], name="tower")

left = Input((96, 96, 3), name="left")
right = Input((96, 96, 3), name="right")
merged = layers.Concatenate()([tower(left), tower(right), base(left)])
outputs = layers.Dense(2, activation="softmax")(merged)
model = Model([left, right], outputs, name="siamese")
model.compile(optimizer="adam", loss="categorical_crossentropy")
