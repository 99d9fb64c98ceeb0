from keras_unet.models import custom_unet, satellite_unet, vanilla_unet

plain = custom_unet(input_shape=(128, 128, 3))
simple = custom_unet(
    input_shape=(256, 256, 1),
    num_classes=4,
    use_batch_norm=False,
    upsample_mode="simple",
    filters=32,
    num_layers=3,
    output_activation="softmax",
)
satellite = satellite_unet(input_shape=(128, 128, 3))
vanilla = vanilla_unet(input_shape=(572, 572, 3))
