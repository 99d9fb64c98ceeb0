from dataclasses import dataclass, field
from typing import List, Optional, Tuple

import keras
from keras import layers


@dataclass
class ModelConfig:
    input_shape: Tuple[int, int, int] = (64, 64, 3)
    filters: List[int] = field(default_factory=lambda: [16, 32, 64])
    kernel: int = 3
    num_classes: int = 10
    hidden: Optional[int] = None
    name: str = "net"

    @property
    def last(self):
        return self.filters[-1]


class Builder:
    def __init__(self, cfg: ModelConfig):
        self.cfg = cfg
        self.model = None

    def _block(self, x, filters):
        x = layers.Conv2D(filters, self.cfg.kernel, padding="same", activation="relu")(x)
        return layers.MaxPooling2D()(x)

    def build(self):
        inp = keras.Input(self.cfg.input_shape)
        x = inp
        for f in self.cfg.filters:
            x = self._block(x, f)
        x = layers.GlobalAveragePooling2D()(x)
        if self.cfg.hidden is not None:
            x = layers.Dense(self.cfg.hidden, activation="relu")(x)
        out = layers.Dense(self.cfg.num_classes)(x)
        self.model = keras.Model(inp, out, name=self.cfg.name)
        return self


plain = Builder(ModelConfig()).build().model
wide = Builder(ModelConfig(filters=[32, 64], hidden=256, name="wide", kernel=5)).build()
wide.model.summary()
tail = keras.Sequential([keras.Input((ModelConfig().last,)), layers.Dense(1)])
