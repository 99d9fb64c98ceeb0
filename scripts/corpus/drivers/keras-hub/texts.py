import keras_hub

bert = keras_hub.models.BertBackbone(
    vocabulary_size=30552,
    num_layers=4,
    num_heads=4,
    hidden_dim=256,
    intermediate_dim=512,
    max_sequence_length=128,
)
gpt = keras_hub.models.GPT2Backbone(
    vocabulary_size=50257, num_layers=3, num_heads=4, hidden_dim=128, intermediate_dim=256, max_sequence_length=64
)
roberta = keras_hub.models.RobertaBackbone(
    vocabulary_size=5000, num_layers=2, num_heads=4, hidden_dim=64, intermediate_dim=128, max_sequence_length=32
)
