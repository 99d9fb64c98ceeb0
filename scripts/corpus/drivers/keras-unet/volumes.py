from keras_unet.models import custom_vnet

model = custom_vnet(input_shape=(32, 64, 64, 1), num_classes=2, filters=8, num_layers=3, output_activation="softmax")
