from deepface.models.facial_recognition.tf import ArcFace, Facenet, GhostFaceNet, VGGFace

vgg = VGGFace.base_model()
small = Facenet.InceptionResNetV1(dimension=128)
large = Facenet.InceptionResNetV1(dimension=512)
arc = ArcFace.ResNet34()
ghost = GhostFaceNet.GhostFaceNetV1()
