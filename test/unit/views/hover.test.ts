/** Hovers of layers, args, names and calls: the important lines first, nothing said twice. */
import { expect, it, test } from 'vitest';
import { hoverText } from './mark';

const head = `from keras import Input, Model, Sequential, datasets, layers
(x_train, y_train), _ = datasets.mnist.load_data()
x_train = x_train.reshape(60000, 28, 28, 1) / 255
x = Input((28, 28, 1))
`;

test.each([
  ['a convolution', 'y = layers.|Conv2D(4, 3, strides=2)(x)'],
  ['same padding', 'y = layers.|Conv2D(4, 3, padding="same")(x)'],
  ['a loop', 'for n in [4, 8]:\n    x = layers.|Conv2D(n, 3)(x)'],
  ['normalisation', 'y = layers.|BatchNormalization()(x)'],
  ['a merge', 'y = layers.|Concatenate()([x, x])'],
  ['a wrapper', 'y = layers.|Bidirectional(layers.LSTM(4))(Input((5, 3)))'],
  ['an embedding', 'y = layers.|Embedding(10, 4)(Input((5,)))'],
  ['a refused layer', 'y = layers.|Conv2D(4, 30)(x)'],
  ['a layer without input', 'm = Sequential([layers.|Dense(4)])'],
  ['an arg', 'y = layers.Conv2D(4, 3, stri|des=2)(x)'],
  ['an array', 'print(x_tr|ain)'],
  ['a tensor', 'y = layers.Flatten()(|x)'],
  ['a size in a loop', 'for n in [4, 8]:\n    x = layers.Dense(|n)(x)'],
  ['a model', 'm = Sequential([x, layers.Flatten(), layers.Dense(4)])\n|m.summary()'],
  [
    'compile',
    'm = Sequential([x, layers.Flatten(), layers.Dense(4)])\nm.com|pile("adam", "mse", metrics=["accuracy"])',
  ],
  [
    'fit',
    'm = Sequential([x, layers.Flatten(), layers.Dense(10)])\nm.compile("adam", "sparse_categorical_crossentropy")\nm.|fit(x_train, y_train, epochs=3, batch_size=64, validation_split=0.25)',
  ],
])('%s', (_, text) => {
  expect(hoverText(`${head}${text}\n`)).toMatchSnapshot();
});

it('there is none on other words', () => {
  expect(hoverText(`${head}pr|int(3)\n`)).toBeNull();
});
