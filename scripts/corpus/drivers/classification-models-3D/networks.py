from classification_models_3D.tfkeras import Classifiers

ResNet18, preprocess_input = Classifiers.get("resnet18")
resnet = ResNet18(input_shape=(64, 64, 64, 3), weights=None)
VGG16, _ = Classifiers.get("vgg16")
vgg = VGG16(input_shape=(64, 64, 64, 1), weights=None, include_top=False)
MobileNet, _ = Classifiers.get("mobilenet")
mobile = MobileNet(input_shape=(64, 64, 64, 2), weights=None)
