import keras
from keras_cortex.cornet.cornet_s import CORNetS
from keras_cortex.cornet.cornet_z import CORNetZ

z = CORNetZ(output_dim=10)
z(keras.Input((224, 224, 3)))
s = CORNetS(output_dim=10)
s(keras.Input((224, 224, 3)))
