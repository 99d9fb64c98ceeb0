from tensorflow import keras
from tensorflow.keras import layers


def build(vocab=10000, length=200, units=(64, 32)):
    inputs = keras.Input(shape=(length,), dtype='int32')
    x = layers.Embedding(vocab, 128)(inputs)
    for i, n in enumerate(units):
        x = layers.Bidirectional(layers.LSTM(n))(x)
        x = layers.Dropout(0.5)(x)
    outputs = layers.Dense(1, activation='sigmoid')(x)
    return keras.Model(inputs, outputs)


model = build()
model.compile('adam', 'binary_crossentropy', metrics=['accuracy'])
