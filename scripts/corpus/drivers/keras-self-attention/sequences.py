import keras
from keras_self_attention import SeqSelfAttention, SeqWeightedAttention, ScaledDotProductAttention

model = keras.models.Sequential()
model.add(keras.layers.Input((20,)))
model.add(keras.layers.Embedding(input_dim=10000, output_dim=300, mask_zero=True))
model.add(keras.layers.Bidirectional(keras.layers.LSTM(units=128, return_sequences=True)))
model.add(SeqSelfAttention(attention_activation="sigmoid"))
model.add(keras.layers.Dense(units=5))

inputs = keras.layers.Input((30, 64))
att, weights = SeqSelfAttention(
    units=32,
    attention_width=15,
    attention_type=SeqSelfAttention.ATTENTION_TYPE_MUL,
    return_attention=True,
    use_attention_bias=False,
)(inputs)
x = ScaledDotProductAttention(name="Attention")(att)
x = SeqWeightedAttention()(x)
second = keras.Model(inputs, keras.layers.Dense(2)(x))
