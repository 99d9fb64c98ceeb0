"""Experiment configuration in nested dataclasses, several heads by name."""
from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Callable, NamedTuple

import numpy as np
import keras
from keras import layers


class Norm(str, Enum):
    BATCH = "batch"
    LAYER = "layer"
    NONE = "none"


class Head(NamedTuple):
    name: str
    units: int
    activation: str
    loss: str


@dataclass(frozen=True)
class BackboneConfig:
    widths: tuple[int, ...] = (32, 64, 128)
    kernel: int = 3
    norm: Norm = Norm.BATCH
    activation: str = "relu"


@dataclass
class ExperimentConfig:
    name: str
    image_size: int = 64
    channels: int = 3
    backbone: BackboneConfig = field(default_factory=BackboneConfig)
    heads: list[Head] = field(default_factory=list)

    @property
    def input_shape(self) -> tuple[int, int, int]:
        return (self.image_size, self.image_size, self.channels)

    @classmethod
    def from_json(cls, text: str) -> "ExperimentConfig":
        raw = json.loads(text)
        return cls(**raw)


NORMS: dict[Norm, Callable[[], layers.Layer] | None] = {
    Norm.BATCH: layers.BatchNormalization,
    Norm.LAYER: lambda: layers.LayerNormalization(epsilon=1e-5),
    Norm.NONE: None,
}


def backbone(cfg: BackboneConfig, x):
    for stage, width in enumerate(cfg.widths):
        with keras.name_scope(f"stage{stage}"):
            for i, stride in enumerate([2, 1]):
                x = layers.Conv2D(width, cfg.kernel, strides=stride, padding="same", use_bias=cfg.norm is Norm.NONE, name=f"s{stage}_c{i}")(x)
                make_norm = NORMS[cfg.norm]
                if make_norm is not None:
                    x = make_norm()(x)
                x = layers.Activation(cfg.activation)(x)
    return layers.GlobalAveragePooling2D()(x)


def build(cfg: ExperimentConfig) -> keras.Model:
    inputs = keras.Input(cfg.input_shape, name="image")
    features = backbone(cfg.backbone, inputs)
    outputs = {head.name: layers.Dense(head.units, activation=head.activation, name=head.name)(features) for head in cfg.heads}
    model = keras.Model(inputs, outputs, name=cfg.name)
    model.compile("adam", loss={head.name: head.loss for head in cfg.heads})
    return model


base = ExperimentConfig(
    "faces",
    heads=[Head("age", 1, "linear", "mse"), Head("emotion", 7, "softmax", "sparse_categorical_crossentropy"), Head("glasses", 1, "sigmoid", "binary_crossentropy")],
)
variants = [
    base,
    replace(base, name="wide", backbone=replace(base.backbone, widths=(64, 128), norm=Norm.LAYER)),
    replace(base, name="plain", image_size=32, backbone=BackboneConfig(norm=Norm.NONE, kernel=5)),
]
models = {cfg.name: build(cfg) for cfg in variants}
for name, model in models.items():
    print(f"{name:>8}: {model.count_params():,}")
n = 8
x = np.random.rand(n, *base.input_shape).astype("float32")
y = {"age": np.random.rand(n), "emotion": np.random.randint(0, 7, n), "glasses": np.random.randint(0, 2, n)}
models["faces"].fit(x, y, epochs=1, verbose=0)
