import numpy as np
import pandas as pd
from sklearn.compose import ColumnTransformer, make_column_transformer
from sklearn.impute import SimpleImputer
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import LabelEncoder, OneHotEncoder, OrdinalEncoder, StandardScaler
from sklearn.model_selection import train_test_split, StratifiedKFold
from tensorflow.keras import Sequential, Input
from tensorflow.keras.layers import Dense, Dropout, BatchNormalization

n = 120
df = pd.DataFrame({
    "tenure": np.random.randint(0, 72, n),
    "charges": np.random.rand(n) * 100,
    "total": np.random.rand(n) * 1000,
    "contract": np.random.choice(["month", "year", "two"], n),
    "gender": np.random.choice(["f", "m"], n),
    "churn": np.random.choice(["yes", "no"], n),
})
X = df.drop(columns=["churn"])
y = LabelEncoder().fit_transform(df["churn"])
num_cols = ["tenure", "charges", "total"]
cat_cols = ["contract", "gender"]
numeric = Pipeline(steps=[("imputer", SimpleImputer(strategy="median")), ("scaler", StandardScaler())])
categorical = make_pipeline(SimpleImputer(strategy="most_frequent"), OrdinalEncoder())
preprocess = ColumnTransformer([("num", numeric, num_cols), ("cat", categorical, cat_cols)])
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.25, stratify=y, random_state=0)
X_train = preprocess.fit_transform(X_train)
X_test = preprocess.transform(X_test)
print(X_train.shape)


def build(n_in, hidden=(64, 32), drop=0.2):
    model = Sequential([Input((n_in,))])
    for h in hidden:
        model.add(Dense(h, activation="relu"))
        model.add(BatchNormalization())
        model.add(Dropout(drop))
    model.add(Dense(1, activation="sigmoid"))
    model.compile("adam", "binary_crossentropy", metrics=["AUC"])
    return model


model = build(X_train.shape[1])
model.fit(X_train, y_train, validation_data=(X_test, y_test), epochs=1, verbose=0)
scores = []
for fold, (tr, va) in enumerate(StratifiedKFold(n_splits=2, shuffle=True).split(X_train, y_train)):
    m = build(X_train.shape[1], hidden=(16,))
    m.fit(X_train[tr], y_train[tr], epochs=1, verbose=0)
    scores.append(m.evaluate(X_train[va], y_train[va], verbose=0)[1])
print(np.mean(scores))
