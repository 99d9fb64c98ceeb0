from keras_hub.models import DenseNetBackbone, ResNetBackbone, VGGBackbone, ViTBackbone

resnet = ResNetBackbone(
    input_conv_filters=[64],
    input_conv_kernel_sizes=[7],
    stackwise_num_filters=[64, 128, 256],
    stackwise_num_blocks=[2, 2, 2],
    stackwise_num_strides=[1, 2, 2],
    block_type="bottleneck_block",
    use_pre_activation=True,
    image_shape=(224, 224, 3),
)
vgg = VGGBackbone(
    stackwise_num_repeats=[2, 3, 3, 2], stackwise_num_filters=[64, 128, 256, 512], image_shape=(224, 224, 3)
)
dense = DenseNetBackbone(stackwise_num_repeats=[6, 12, 24, 16], image_shape=(224, 224, 3))
vit = ViTBackbone(
    image_shape=(224, 224, 3),
    patch_size=16,
    num_layers=4,
    num_heads=6,
    hidden_dim=192,
    mlp_dim=768,
)
