import keras
from aeon.networks import FCNNetwork, InceptionNetwork, LITENetwork, MLPNetwork, ResNetNetwork, TimeCNNNetwork


def classifier(network, input_shape, classes):
    input_layer, output_layer = network.build_network(input_shape)
    output_layer = keras.layers.Dense(units=classes, activation="softmax")(output_layer)
    return keras.models.Model(inputs=input_layer, outputs=output_layer)


fcn = classifier(FCNNetwork(), (150, 1), 2)
resnet = classifier(ResNetNetwork(), (150, 3), 5)
inception = classifier(InceptionNetwork(), (100, 1), 3)
lite = classifier(LITENetwork(), (100, 2), 3)
mlp = classifier(MLPNetwork(), (50, 1), 2)
cnn = classifier(TimeCNNNetwork(), (80, 1), 4)
