# Structured data with preprocessing layers and feature dictionaries
import numpy as np
import pandas as pd
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

n = 60
dataframe = pd.DataFrame(
    {
        "age": np.random.randint(20, 80, n),
        "chol": np.random.rand(n) * 100,
        "trestbps": np.random.rand(n),
        "thal": np.random.choice(["fixed", "normal", "reversible"], n),
        "sex": np.random.randint(0, 2, n),
        "target": np.random.randint(0, 2, n),
    }
)
val_dataframe = dataframe.sample(frac=0.2, random_state=1337)
train_dataframe = dataframe.drop(val_dataframe.index)


def dataframe_to_dataset(dataframe):
    dataframe = dataframe.copy()
    labels = dataframe.pop("target")
    ds = tf.data.Dataset.from_tensor_slices((dict(dataframe), labels))
    ds = ds.shuffle(buffer_size=len(dataframe))
    return ds


train_ds = dataframe_to_dataset(train_dataframe).batch(8)
val_ds = dataframe_to_dataset(val_dataframe).batch(8)


def encode_numerical_feature(feature, name, dataset):
    normalizer = layers.Normalization()
    feature_ds = dataset.map(lambda x, y: x[name])
    feature_ds = feature_ds.map(lambda x: tf.expand_dims(x, -1))
    normalizer.adapt(feature_ds)
    return normalizer(feature)


def encode_categorical_feature(feature, name, dataset, is_string, vocab):
    lookup_class = layers.StringLookup if is_string else layers.IntegerLookup
    lookup = lookup_class(vocabulary=vocab, output_mode="binary" if False else "one_hot")
    return lookup(feature)


sex = keras.Input(shape=(1,), name="sex", dtype="int64")
thal = keras.Input(shape=(1,), name="thal", dtype="string")
numeric = {name: keras.Input(shape=(1,), name=name) for name in ["age", "chol", "trestbps"]}
all_inputs = [sex, thal, *numeric.values()]
encoded = [
    encode_categorical_feature(sex, "sex", train_ds, False, [0, 1]),
    encode_categorical_feature(thal, "thal", train_ds, True, ["fixed", "normal", "reversible"]),
]
encoded += [encode_numerical_feature(tensor, name, train_ds) for name, tensor in numeric.items()]
all_features = layers.concatenate(encoded)
x = layers.Dense(32, activation="relu")(all_features)
x = layers.Dropout(0.5)(x)
output = layers.Dense(1, activation="sigmoid")(x)
model = keras.Model(all_inputs, output)
model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
model.fit(train_ds, epochs=1, validation_data=val_ds, verbose=0)
sample = {"age": 60, "sex": 1, "trestbps": 0.2, "chol": 233.0, "thal": "fixed"}
input_dict = {name: tf.convert_to_tensor([value]) for name, value in sample.items()}
predictions = model.predict({k: tf.expand_dims(v, -1) for k, v in input_dict.items()}, verbose=0)
