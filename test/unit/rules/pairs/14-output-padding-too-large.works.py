from keras import Input, Model, layers

inputs = Input((14, 14, 64))
x = layers.Conv2DTranspose(32, 3, strides=2, padding='same', output_padding=1)(inputs)
x = layers.ReLU()(x)
x = layers.Conv2DTranspose(1, 3, strides=2, padding='same', activation='sigmoid')(x)
model = Model(inputs, x)
