from keras import Input, Model
from keras.layers import *


def _make_divisible(v, divisor, min_value=None):
    if min_value is None:
        min_value = divisor
    new_v = max(min_value, int(v + divisor / 2) // divisor * divisor)
    # Make sure that round down does not go down by more than 10%.
    if new_v < 0.9 * v:
        new_v += divisor
    return new_v


def inverted_res_block(inputs, expansion, stride, alpha, filters, block_id):
    in_channels = inputs.shape[-1]
    pointwise_filters = _make_divisible(int(filters * alpha), 8)
    x = inputs
    prefix = f"block_{block_id}_"
    if block_id:
        x = Conv2D(expansion * in_channels, 1, padding="same", use_bias=False, name=prefix + "expand")(x)
        x = BatchNormalization(momentum=0.999, name=prefix + "expand_BN")(x)
        x = ReLU(6.0, name=prefix + "expand_relu")(x)
    else:
        prefix = "expanded_conv_"
    if stride == 2:
        x = ZeroPadding2D(((0, 1), (0, 1)), name=prefix + "pad")(x)
    x = DepthwiseConv2D(3, strides=stride, use_bias=False, padding="same" if stride == 1 else "valid",
                        name=prefix + "depthwise")(x)
    x = BatchNormalization(name=prefix + "depthwise_BN")(x)
    x = ReLU(6.0, name=prefix + "depthwise_relu")(x)
    x = Conv2D(pointwise_filters, 1, padding="same", use_bias=False, name=prefix + "project")(x)
    x = BatchNormalization(name=prefix + "project_BN")(x)
    if in_channels == pointwise_filters and stride == 1:
        return Add(name=prefix + "add")([inputs, x])
    return x


# expansion, channels, repeats, stride
table = [
    (1, 16, 1, 1),
    (6, 24, 2, 2),
    (6, 32, 3, 2),
]
alpha = 0.75
inp = Input((96, 96, 3))
x = Conv2D(_make_divisible(32 * alpha, 8), 3, strides=(2, 2), padding="same", use_bias=False)(inp)
x = BatchNormalization()(x)
x = ReLU(6.0)(x)
block_id = 0
for t, c, n, s in table:
    for i in range(n):
        x = inverted_res_block(x, t, s if i == 0 else 1, alpha, c, block_id)
        block_id += 1
x = GlobalAveragePooling2D()(x)
model = Model(inp, Dense(2, activation="softmax")(x))
print(model.count_params())
