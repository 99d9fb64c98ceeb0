# Attention U-Net for segmentation, with dice loss and tf.data
import numpy as np
import tensorflow as tf
from tensorflow.keras import backend as K
from tensorflow.keras.layers import (
    Activation, BatchNormalization, Concatenate, Conv2D, Conv2DTranspose, Dropout, Input, MaxPooling2D, UpSampling2D, add, multiply,
)
from tensorflow.keras.models import Model

IMG_HEIGHT, IMG_WIDTH, IMG_CHANNELS = 128, 128, 3


def dice_coef(y_true, y_pred, smooth=1.0):
    y_true_f = K.flatten(y_true)
    y_pred_f = K.flatten(y_pred)
    intersection = K.sum(y_true_f * y_pred_f)
    return (2.0 * intersection + smooth) / (K.sum(y_true_f) + K.sum(y_pred_f) + smooth)


def dice_loss(y_true, y_pred):
    return 1 - dice_coef(y_true, y_pred)


def conv_block(x, filter_size, size, dropout, batch_norm=False):
    conv = Conv2D(size, (filter_size, filter_size), padding="same")(x)
    if batch_norm is True:
        conv = BatchNormalization(axis=3)(conv)
    conv = Activation("relu")(conv)
    conv = Conv2D(size, (filter_size, filter_size), padding="same")(conv)
    if batch_norm is True:
        conv = BatchNormalization(axis=3)(conv)
    conv = Activation("relu")(conv)
    if dropout > 0:
        conv = Dropout(dropout)(conv)
    return conv


def gating_signal(input, out_size, batch_norm=False):
    x = Conv2D(out_size, (1, 1), padding="same")(input)
    if batch_norm:
        x = BatchNormalization()(x)
    x = Activation("relu")(x)
    return x


def attention_block(x, gating, inter_shape):
    shape_x = x.shape
    shape_g = gating.shape
    theta_x = Conv2D(inter_shape, (2, 2), strides=(2, 2), padding="same")(x)
    shape_theta_x = theta_x.shape
    phi_g = Conv2D(inter_shape, (1, 1), padding="same")(gating)
    upsample_g = Conv2DTranspose(inter_shape, (3, 3), strides=(shape_theta_x[1] // shape_g[1], shape_theta_x[2] // shape_g[2]), padding="same")(phi_g)
    concat_xg = add([upsample_g, theta_x])
    act_xg = Activation("relu")(concat_xg)
    psi = Conv2D(1, (1, 1), padding="same")(act_xg)
    sigmoid_xg = Activation("sigmoid")(psi)
    shape_sigmoid = sigmoid_xg.shape
    upsample_psi = UpSampling2D(size=(shape_x[1] // shape_sigmoid[1], shape_x[2] // shape_sigmoid[2]))(sigmoid_xg)
    upsample_psi = tf.keras.layers.Lambda(lambda x, repnum: tf.repeat(x, repnum, axis=3), arguments={"repnum": shape_x[3]})(upsample_psi)
    y = multiply([upsample_psi, x])
    result = Conv2D(shape_x[3], (1, 1), padding="same")(y)
    result_bn = BatchNormalization()(result)
    return result_bn


def Attention_UNet(input_shape, NUM_CLASSES=1, dropout_rate=0.0, batch_norm=True):
    FILTER_NUM = 16
    FILTER_SIZE = 3
    UP_SAMP_SIZE = 2
    inputs = Input(input_shape, dtype=tf.float32)
    downs, x = [], inputs
    for i in range(4):
        conv = conv_block(x, FILTER_SIZE, FILTER_NUM * 2**i, dropout_rate, batch_norm)
        downs.append(conv)
        x = MaxPooling2D(pool_size=(2, 2))(conv)
    x = conv_block(x, FILTER_SIZE, 16 * FILTER_NUM, dropout_rate, batch_norm)
    for i, skip in zip(reversed(range(4)), downs[::-1]):
        gating = gating_signal(x, FILTER_NUM * 2**i, batch_norm)
        att = attention_block(skip, gating, FILTER_NUM * 2**i)
        up = UpSampling2D((UP_SAMP_SIZE, UP_SAMP_SIZE), data_format="channels_last")(x)
        up = Concatenate(axis=3)([up, att])
        x = conv_block(up, FILTER_SIZE, FILTER_NUM * 2**i, dropout_rate, batch_norm)
    conv_final = Conv2D(NUM_CLASSES, kernel_size=(1, 1))(x)
    conv_final = BatchNormalization(axis=3)(conv_final)
    conv_final = Activation("sigmoid")(conv_final)
    return Model(inputs, conv_final, name="Attention_UNet")


model = Attention_UNet((IMG_HEIGHT, IMG_WIDTH, IMG_CHANNELS))
model.compile(optimizer="adam", loss=dice_loss, metrics=[dice_coef])


def load(i):
    image = tf.random.uniform((150, 150, 3))
    mask = tf.cast(tf.random.uniform((150, 150, 1)) > 0.5, tf.float32)
    image = tf.image.resize(image, (IMG_HEIGHT, IMG_WIDTH))
    mask = tf.image.resize(mask, (IMG_HEIGHT, IMG_WIDTH), method="nearest")
    return image, mask


ds = tf.data.Dataset.range(4).map(load, num_parallel_calls=tf.data.AUTOTUNE).batch(2).prefetch(tf.data.AUTOTUNE)
out = model.predict(ds.take(1), verbose=0)
print(out.shape)
