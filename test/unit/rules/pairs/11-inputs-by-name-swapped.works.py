import numpy as np
from keras import Input, Model, layers

photos = np.random.rand(32, 64, 64, 3)
tables = np.random.rand(32, 10)
prices = np.random.rand(32, 1)

photo = Input((64, 64, 3), name='photo')
table = Input((10,), name='table')
x = layers.Conv2D(16, 3, activation='relu')(photo)
x = layers.GlobalMaxPooling2D()(x)
y = layers.Dense(16, activation='relu')(table)
z = layers.concatenate([x, y])
price = layers.Dense(1)(z)

model = Model(inputs=[photo, table], outputs=price)
model.compile(loss='mean_absolute_percentage_error', optimizer='adam')
model.fit(x=[photos, tables], y=prices, epochs=1, batch_size=8, verbose=0)
