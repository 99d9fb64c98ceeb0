from tcn import compiled_tcn

model = compiled_tcn(
    num_feat=1,
    num_classes=10,
    nb_filters=20,
    kernel_size=6,
    dilations=[2**i for i in range(9)],
    nb_stacks=1,
    max_len=784,
    use_skip_connections=True,
)
regression = compiled_tcn(
    return_sequences=True,
    num_feat=2,
    num_classes=0,
    nb_filters=16,
    kernel_size=3,
    dilations=[1, 2, 4],
    nb_stacks=2,
    max_len=100,
    output_len=3,
    regression=True,
)
