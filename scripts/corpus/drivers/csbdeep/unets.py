from csbdeep.internals.nets import common_unet, custom_unet

model = common_unet(n_dim=2, n_depth=2, kern_size=3, n_first=16, n_channel_out=1)((64, 64, 1))
volume = common_unet(n_dim=3, n_depth=2, kern_size=3, n_first=8, n_channel_out=2, prob_out=True)((16, 32, 32, 2))
free = custom_unet(
    (None, None, 1),
    "relu",
    n_depth=3,
    n_filter_base=32,
    kernel_size=(5, 5),
    pool_size=(2, 2),
    residual=True,
    dropout=0.2,
    batch_norm=True,
)
