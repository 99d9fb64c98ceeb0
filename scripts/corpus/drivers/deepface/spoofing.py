from deepface.models.spoofing.tf import FasNetBackbone

model = FasNetBackbone.MiniFASNetV2(conv6_kernel=(5, 5))
