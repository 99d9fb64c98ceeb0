from classification_models_3D.tfkeras import Classifiers

DenseNet, _ = Classifiers.get("densenet121")
dense = DenseNet(input_shape=(64, 64, 64, 3), weights=None)
SEResNet, _ = Classifiers.get("seresnet18")
se = SEResNet(input_shape=(64, 64, 64, 3), weights=None, classes=10)
Inception, _ = Classifiers.get("inceptionv3")
inception = Inception(input_shape=(96, 96, 96, 3), weights=None, include_top=False)
