from keras_facenet.inception_resnet_v1 import InceptionResNetV1

model = InceptionResNetV1(input_shape=(160, 160, 3), classes=128, weights_path=None)
