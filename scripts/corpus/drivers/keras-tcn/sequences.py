from tensorflow.keras import Input, Model, Sequential
from tensorflow.keras.layers import Dense
from tcn import TCN

inputs = Input(shape=(28, 2))
x = TCN(nb_filters=24, kernel_size=4, dilations=(1, 2, 4), return_sequences=True, use_skip_connections=True)(inputs)
x = TCN(nb_filters=24, kernel_size=4, dilations=(1, 2, 4), return_sequences=False, use_layer_norm=True)(x)
model = Model(inputs, Dense(10, activation="softmax")(x))

stack = Sequential([TCN(input_shape=(20, 1), dropout_rate=0.1, use_batch_norm=True), Dense(1, activation="linear")])
