from keras_unet_collection import models

model = models.unet_2d(
    (128, 128, 3),
    [64, 128, 256, 512, 1024],
    n_labels=2,
    stack_num_up=2,
    activation="ReLU",
    output_activation="Softmax",
    batch_norm=True,
    backbone="VGG16",
    weights=None,
    freeze_backbone=True,
    freeze_batch_norm=True,
    name="vgg_unet",
)
