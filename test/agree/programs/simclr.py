import math
import numpy as np
import tensorflow as tf
import keras
from keras import ops, layers

image_size, image_channels = 32, 3
width = 32
temperature = 0.1
contrastive_augmentation = {"min_area": 0.25, "brightness": 0.6, "jitter": 0.2}


class RandomColorAffine(layers.Layer):
    def __init__(self, brightness=0, jitter=0, **kwargs):
        super().__init__(**kwargs)
        self.seed_generator = keras.random.SeedGenerator(1337)
        self.brightness = brightness
        self.jitter = jitter

    def get_config(self):
        config = super().get_config()
        config.update({"brightness": self.brightness, "jitter": self.jitter})
        return config

    def call(self, images, training=True):
        if training:
            batch_size = ops.shape(images)[0]
            brightness_scales = 1 + keras.random.uniform((batch_size, 1, 1, 1), minval=-self.brightness, maxval=self.brightness, seed=self.seed_generator)
            jitter_matrices = keras.random.uniform((batch_size, 1, 3, 3), minval=-self.jitter, maxval=self.jitter, seed=self.seed_generator)
            color_transforms = ops.tile(ops.expand_dims(ops.eye(3), axis=0), (batch_size, 1, 1, 1)) * brightness_scales + jitter_matrices
            images = ops.clip(ops.matmul(images, color_transforms), 0, 1)
        return images


def get_augmenter(min_area, brightness, jitter):
    zoom_factor = 1.0 - math.sqrt(min_area)
    return keras.Sequential([
        layers.Rescaling(1 / 255),
        layers.RandomFlip("horizontal"),
        layers.RandomTranslation(zoom_factor / 2, zoom_factor / 2),
        layers.RandomZoom((-zoom_factor, 0.0), (-zoom_factor, 0.0)),
        RandomColorAffine(brightness, jitter),
    ])


def get_encoder():
    return keras.Sequential(
        [
            layers.Conv2D(width, kernel_size=3, strides=2, activation="relu"),
            layers.Conv2D(width, kernel_size=3, strides=2, activation="relu"),
            layers.Flatten(),
            layers.Dense(width, activation="relu"),
        ],
        name="encoder",
    )


class ContrastiveModel(keras.Model):
    def __init__(self):
        super().__init__()
        self.temperature = temperature
        self.contrastive_augmenter = get_augmenter(**contrastive_augmentation)
        self.encoder = get_encoder()
        self.projection_head = keras.Sequential(
            [keras.Input(shape=(width,)), layers.Dense(width, activation="relu"), layers.Dense(width)], name="projection_head"
        )
        self.linear_probe = keras.Sequential([layers.Input(shape=(width,)), layers.Dense(10)], name="linear_probe")
        self.encoder.build((None, image_size, image_size, image_channels))

    def compile(self, contrastive_optimizer, probe_optimizer, **kwargs):
        super().compile(**kwargs)
        self.contrastive_optimizer = contrastive_optimizer
        self.probe_optimizer = probe_optimizer
        self.probe_loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
        self.probe_accuracy = keras.metrics.SparseCategoricalAccuracy(name="p_acc")

    @property
    def metrics(self):
        return [self.probe_accuracy]

    def contrastive_loss(self, p1, p2):
        p1 = keras.utils.normalize(p1, axis=1, order=2)
        p2 = keras.utils.normalize(p2, axis=1, order=2)
        similarities = ops.matmul(p1, ops.transpose(p2)) / self.temperature
        batch_size = ops.shape(p1)[0]
        contrastive_labels = ops.arange(batch_size)
        return keras.losses.sparse_categorical_crossentropy(contrastive_labels, similarities, from_logits=True)


model = ContrastiveModel()
model.compile(contrastive_optimizer=keras.optimizers.Adam(), probe_optimizer=keras.optimizers.Adam())
imgs = np.random.randint(0, 255, (4, image_size, image_size, image_channels)).astype("uint8")
feats = model.encoder(imgs.astype("float32"))
proj = model.projection_head(feats)
probe = model.linear_probe(feats)
print(proj.shape, probe.shape)
finetuning = keras.Sequential([get_augmenter(0.75, 0.3, 0.1), model.encoder, layers.Dense(10)], name="finetuning")
finetuning.build((None, image_size, image_size, image_channels))
