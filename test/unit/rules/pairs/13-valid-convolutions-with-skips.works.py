# The convolutions of the paper lose two rows at every step, so the copies must be cropped.
from keras.layers import Concatenate, Conv2D, Cropping2D, Input, MaxPooling2D, UpSampling2D
from keras.models import Model

image = Input((140, 140, 1))
d1 = Conv2D(32, 3, activation='relu')(image)
d1 = Conv2D(32, 3, activation='relu')(d1)
p1 = MaxPooling2D()(d1)
d2 = Conv2D(64, 3, activation='relu')(p1)
d2 = Conv2D(64, 3, activation='relu')(d2)
up = UpSampling2D()(d2)
merged = Concatenate()([up, Cropping2D(4)(d1)])
u1 = Conv2D(32, 3, activation='relu')(merged)
mask = Conv2D(1, 1, activation='sigmoid')(u1)
model = Model(image, mask)
