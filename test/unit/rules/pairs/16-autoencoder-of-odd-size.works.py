import numpy as np
from tensorflow.keras import Input, Model
from tensorflow.keras.layers import Conv2D, MaxPooling2D, UpSampling2D

faces = np.random.rand(16, 64, 64, 1)

inp = Input(shape=faces.shape[1:])
e = Conv2D(32, (3, 3), activation='relu', padding='same')(inp)
e = MaxPooling2D((2, 2))(e)
e = Conv2D(16, (3, 3), activation='relu', padding='same')(e)
encoded = MaxPooling2D((2, 2))(e)
d = Conv2D(16, (3, 3), activation='relu', padding='same')(encoded)
d = UpSampling2D((2, 2))(d)
d = Conv2D(32, (3, 3), activation='relu', padding='same')(d)
d = UpSampling2D((2, 2))(d)
decoded = Conv2D(1, (3, 3), activation='sigmoid', padding='same')(d)
autoencoder = Model(inp, decoded)
autoencoder.compile(optimizer='adam', loss='binary_crossentropy')
autoencoder.fit(faces, faces, epochs=1, batch_size=8, verbose=0)
