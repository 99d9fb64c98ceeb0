import numpy as np
from tensorflow.keras.applications import MobileNetV2
from tensorflow.keras.models import Model
from tensorflow.keras.layers import Dense, GlobalAveragePooling2D

base = MobileNetV2(weights=None, include_top=False, input_shape=(96, 96, 3))
base.trainable = False
x = GlobalAveragePooling2D()(base.output)
x = Dense(5, activation='softmax')(x)
model = Model(inputs=base.input, outputs=x)

CLASSES = ['daisy', 'dandelion', 'rose', 'sunflower', 'tulip']


def load(size=96):
    image = np.random.randint(0, 255, (size, size, 3)).astype('float32')
    return image / 127.5 - 1.0


picture = load()
scores = model.predict(picture, verbose=0)
best = int(np.argmax(scores[0]))
print(CLASSES[best], scores.shape)
