from keras_unet_collection import models

u2net = models.u2net_2d(
    (128, 128, 3),
    n_labels=2,
    filter_num_down=[64, 128, 256, 512],
    activation="ReLU",
    output_activation="Sigmoid",
    batch_norm=True,
    pool=False,
    unpool=False,
    deep_supervision=True,
    name="u2net",
)
unet3 = models.unet_3plus_2d(
    (128, 128, 3),
    n_labels=2,
    filter_num_down=[64, 128, 256, 512],
    filter_num_skip="auto",
    filter_num_aggregate="auto",
    stack_num_down=2,
    stack_num_up=1,
    activation="ReLU",
    output_activation="Sigmoid",
    batch_norm=True,
    pool="max",
    unpool=False,
    deep_supervision=True,
    name="unet3plus",
)
