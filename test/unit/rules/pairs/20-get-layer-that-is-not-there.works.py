from tensorflow.keras.applications import VGG16
from tensorflow.keras.layers import Conv2D, UpSampling2D, concatenate
from tensorflow.keras.models import Model

encoder = VGG16(include_top=False, weights=None, input_shape=(128, 128, 3))
s1 = encoder.get_layer('block1_conv2').output
s2 = encoder.get_layer('block2_conv2').output
bridge = encoder.get_layer('block3_conv3').output

d2 = UpSampling2D()(bridge)
d2 = concatenate([d2, s2])
d2 = Conv2D(128, 3, padding='same', activation='relu')(d2)
d1 = UpSampling2D()(d2)
d1 = concatenate([d1, s1])
mask = Conv2D(1, 1, activation='sigmoid')(d1)
model = Model(encoder.input, mask)
