import numpy as np
from tensorflow.keras.layers import Concatenate, Dense, Embedding, Flatten, Input
from tensorflow.keras.models import Model

users, movies, factors = 100, 50, 8
user_ids = np.random.randint(0, users, 256)
movie_ids = np.random.randint(0, movies, 256)
ratings = np.random.rand(256)

user_in = Input(shape=(1,), name='user')
movie_in = Input(shape=(1,), name='movie')
u = Flatten()(Embedding(users, factors)(user_in))
m = Flatten()(Embedding(movies, factors)(movie_in))
x = Concatenate()([u, m])
x = Dense(32, activation='relu')(x)
rating = Dense(1)(x)
model = Model([user_in, movie_in], rating)
model.compile(optimizer='adam', loss='mse')
model.fit(user_ids, ratings, epochs=1, batch_size=64, verbose=0)
