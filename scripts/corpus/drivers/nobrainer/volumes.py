from nobrainer.models.attention_unet import attention_unet
from nobrainer.models.autoencoder import autoencoder
from nobrainer.models.highresnet import highresnet
from nobrainer.models.unet import unet

u = unet(n_classes=3, input_shape=(32, 32, 32, 1), batchnorm=True)
high = highresnet(n_classes=2, input_shape=(32, 32, 32, 1))
auto = autoencoder(input_shape=(32, 32, 32, 1), encoding_dim=64)
attention = attention_unet(n_classes=2, input_shape=(32, 32, 32, 1))
