import keras
from keras_efficient_kan import KANLinear

inputs = keras.Input((784,))
x = KANLinear(64, grid_size=3, spline_order=3)(inputs)
model = keras.Model(inputs, KANLinear(10)(x))
