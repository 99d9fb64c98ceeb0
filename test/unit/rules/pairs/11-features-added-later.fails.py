import numpy as np
import pandas as pd
from tensorflow.keras import Input, Sequential
from tensorflow.keras.layers import Dense

n = 150
df = pd.DataFrame({
    'sepal_length': np.random.rand(n),
    'sepal_width': np.random.rand(n),
    'petal_length': np.random.rand(n),
    'petal_width': np.random.rand(n),
    'species': np.random.randint(0, 3, n),
})
X = df[['sepal_length', 'sepal_width', 'petal_length']].values
y = df['species'].values

model = Sequential()
model.add(Input(shape=(4,)))
model.add(Dense(10, activation='relu'))
model.add(Dense(10, activation='relu'))
model.add(Dense(3, activation='softmax'))
model.compile(loss='sparse_categorical_crossentropy', optimizer='adam', metrics=['accuracy'])
model.fit(X, y, epochs=1, batch_size=5, verbose=0)
