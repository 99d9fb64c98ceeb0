from abc import ABC, abstractmethod
import keras
from keras import layers


class BaseNet(ABC):
    input_shape = (32, 32, 3)

    def __init__(self, classes):
        self.classes = classes

    @abstractmethod
    def body(self, x):
        ...

    @staticmethod
    def pool(x, kind="max"):
        return layers.MaxPooling2D()(x) if kind == "max" else layers.AveragePooling2D(2)(x)

    @classmethod
    def tiny(cls, **kw):
        return cls(2, **kw)

    def create(self):
        inp = layers.Input(self.input_shape)
        x = self.body(inp)
        x = layers.Flatten()(x)
        return keras.Model(inp, layers.Dense(self.classes)(x), name=type(self).__name__.lower())


class VggLike(BaseNet):
    def __init__(self, classes, width=8):
        super().__init__(classes)
        self.width = width

    def body(self, x):
        for i in (1, 2):
            x = layers.Conv2D(self.width * i, 3, padding="same")(x)
            x = self.pool(x)
        return x


class AverageNet(VggLike):
    input_shape = (16, 16, 1)

    def body(self, x):
        x = super().body(x)
        return self.pool(x, kind="average")


first = VggLike(10).create()
second = AverageNet.tiny(width=4).create()
