import keras
from keras_hub.layers import PositionEmbedding, SinePositionEncoding, TokenAndPositionEmbedding, TransformerDecoder, TransformerEncoder

tokens = keras.Input((80,), dtype="int32")
x = TokenAndPositionEmbedding(vocabulary_size=2000, sequence_length=80, embedding_dim=64)(tokens)
x = TransformerEncoder(intermediate_dim=128, num_heads=4)(x)
x = TransformerEncoder(intermediate_dim=128, num_heads=4, normalize_first=True, dropout=0.1)(x)
decoded = TransformerDecoder(intermediate_dim=256, num_heads=2)(x, x)
x = keras.layers.GlobalAveragePooling1D()(decoded)
model = keras.Model(tokens, keras.layers.Dense(2)(x))

embedded = keras.Input((50, 32))
position = PositionEmbedding(sequence_length=50)(embedded)
sine = SinePositionEncoding()(embedded)
