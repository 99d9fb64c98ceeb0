# Reading text lines: convolutions first, then a recurrent network over the width.
from tensorflow.keras import Input, Model, layers

characters = 62
image = Input(shape=(128, 32, 1), name='image')
x = layers.Conv2D(32, 3, activation='relu', padding='same', name='conv1')(image)
x = layers.MaxPooling2D((2, 2), name='pool1')(x)
x = layers.Conv2D(64, 3, activation='relu', padding='same', name='conv2')(x)
x = layers.MaxPooling2D((2, 2), name='pool2')(x)
x = layers.Reshape(target_shape=(32, 8 * 64), name='reshape')(x)
x = layers.Dense(64, activation='relu', name='dense1')(x)
x = layers.Dropout(0.2)(x)
x = layers.Bidirectional(layers.LSTM(128, return_sequences=True, dropout=0.25))(x)
x = layers.Bidirectional(layers.LSTM(64, return_sequences=True, dropout=0.25))(x)
output = layers.Dense(characters + 1, activation='softmax', name='dense2')(x)
model = Model(inputs=image, outputs=output, name='ocr_model')
model.summary()
