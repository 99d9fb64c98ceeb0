#!/usr/bin/env python
import argparse
import logging
import os
import sys
from dataclasses import dataclass, field, asdict
from typing import List, Optional, Tuple

import numpy as np
import tensorflow as tf
from tensorflow.keras import layers as L
from tensorflow.keras import Model
from tensorflow.keras.regularizers import l2

logging.basicConfig(level=logging.INFO)
logger = logging.getLogger(__name__)


@dataclass
class ModelConfig:
    input_shape: Tuple[int, int, int] = (32, 32, 3)
    num_classes: int = 10
    filters: List[int] = field(default_factory=lambda: [16, 32, 64])
    blocks_per_stage: int = 2
    weight_decay: float = 1e-4
    dropout: Optional[float] = None

    @property
    def depth(self):
        return 2 + 2 * self.blocks_per_stage * len(self.filters)


def conv_bn(x, filters, kernel_size=3, strides=1, relu=True, wd=1e-4):
    x = L.Conv2D(filters, kernel_size, strides=strides, padding="same", use_bias=False, kernel_regularizer=l2(wd))(x)
    x = L.BatchNormalization()(x)
    if relu:
        x = L.ReLU()(x)
    return x


def residual_block(x, filters, strides, cfg):
    shortcut = x
    x = conv_bn(x, filters, strides=strides, wd=cfg.weight_decay)
    x = conv_bn(x, filters, relu=False, wd=cfg.weight_decay)
    if strides != 1 or shortcut.shape[-1] != filters:
        shortcut = conv_bn(shortcut, filters, kernel_size=1, strides=strides, relu=False)
    x = L.Add()([x, shortcut])
    return L.ReLU()(x)


def build(cfg: ModelConfig) -> Model:
    inputs = L.Input(cfg.input_shape)
    x = conv_bn(inputs, cfg.filters[0])
    for stage, filters in enumerate(cfg.filters):
        for block in range(cfg.blocks_per_stage):
            strides = 2 if stage > 0 and block == 0 else 1
            x = residual_block(x, filters, strides, cfg)
    x = L.GlobalAveragePooling2D()(x)
    if cfg.dropout:
        x = L.Dropout(cfg.dropout)(x)
    outputs = L.Dense(cfg.num_classes)(x)
    return Model(inputs, outputs, name=f"resnet{cfg.depth}")


def parse_args(argv=None):
    parser = argparse.ArgumentParser(description="Train a ResNet")
    parser.add_argument("--batch-size", type=int, default=16)
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--lr", type=float, default=0.1)
    parser.add_argument("--blocks", type=int, default=3)
    parser.add_argument("--filters", type=int, nargs="+", default=[16, 32, 64])
    parser.add_argument("--dropout", type=float, default=0.3)
    parser.add_argument("--log-dir", default="logs")
    parser.add_argument("--no-augment", action="store_true")
    return parser.parse_args(argv)


def main():
    args = parse_args([])
    cfg = ModelConfig(blocks_per_stage=args.blocks, filters=args.filters, dropout=args.dropout)
    logger.info("config: %s", asdict(cfg))
    model = build(cfg)
    model.compile(
        optimizer=tf.keras.optimizers.SGD(args.lr, momentum=0.9, nesterov=True),
        loss=tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )
    x = np.random.rand(32, *cfg.input_shape).astype(np.float32)
    y = np.random.randint(0, cfg.num_classes, size=(32,))
    ds = tf.data.Dataset.from_tensor_slices((x, y)).shuffle(32).batch(args.batch_size)
    if not args.no_augment:
        ds = ds.map(lambda im, lab: (tf.image.random_flip_left_right(im), lab), num_parallel_calls=tf.data.AUTOTUNE)
    model.fit(ds.prefetch(1), epochs=args.epochs, verbose=0)
    return 0


if __name__ == "__main__":
    main()
