/** Whole models in the real TensorFlow.js: branches, shared layers, models in models, wrappers, named functions. */
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as core from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { buildInTfjs, topologyIn } from './plans';

await core.setBackend('cpu');

const folder = join(import.meta.dirname, '../../oracle/models');
const models = readdirSync(folder).filter((file) => file.endsWith('.py'));
/** What TensorFlow.js cannot build of the recorded models, and the words in which that is said. */
const lacking: Readonly<Record<string, RegExp>> = {
  'audio-1d.py': /Conv1D has the output/,
  'many-inputs-and-outputs.py': /GRU .*reset_after/,
  'masked.py': /Attention/,
  'mobile.py': /keepdims for GlobalAveragePooling2D/,
  'nested-several-outputs.py': /Multiply/,
  'shared-nested.py': /no Subtract/,
};

describe('the recorded models', () => {
  test.each(models)('%s', async (file) => {
    const built = topologyIn(readFileSync(join(folder, file), 'utf8'));
    if (built && 'refused' in built) {
      expect(built.refused).toMatch(lacking[file] ?? /^never$/);
      return;
    }
    if (!built) {
      expect(file).toBe('not-built.py');
      return;
    }
    const { real, expected } = await buildInTfjs(built);
    expect(real.sort(byName)).toEqual([...expected].sort(byName));
  });
});

const byName = (a: unknown, b: unknown) => (a as { name: string }).name.localeCompare((b as { name: string }).name);

const programs: Readonly<Record<string, string>> = {
  'a shared layer that is applied in another order than its inputs are made': `
x = layers.Input((8, 8, 4))
shared = layers.Conv2D(4, 3, padding='same')
a = layers.Activation('relu')(layers.Conv2D(4, 1)(x))
first = shared(a)
second = shared(x)
model = keras.Model(x, layers.Add()([first, second, shared(second)]))`,
  'a model in a model, applied twice': `
inner_in = layers.Input((6,))
inner = keras.Model(inner_in, layers.Dense(6)(inner_in), name='inner')
x = layers.Input((6,))
model = keras.Model(x, inner(inner(layers.Dense(6)(x))))`,
  'a Sequential model in a Sequential model': `
inner = keras.Sequential([layers.Input((28, 28, 1)), layers.Conv2D(4, 3), layers.MaxPooling2D()])
model = keras.Sequential([layers.Input((28, 28, 1)), inner, layers.Flatten(), layers.Dense(10)])`,
  'an input shape on the first layer': `
model = keras.Sequential([layers.Dense(4, input_shape=(7,)), layers.Dense(2)])`,
  'a model that begins inside of another': `
x = layers.Input((9,))
h = layers.Dense(5)(x)
y = layers.Dense(3)(h)
whole = keras.Model(x, y)
model = keras.Model(h, y)`,
  'initializers, regularizers and constraints': `
from keras import regularizers, initializers, constraints
model = keras.Sequential([
    layers.Input((5,)),
    layers.Dense(4, kernel_initializer='he_normal', kernel_regularizer='l2', bias_initializer='ones'),
    layers.Dense(4, kernel_initializer=initializers.RandomNormal(0.0, 0.5), kernel_regularizer=regularizers.l1_l2(0.1, 0.2)),
    layers.Dense(4, kernel_initializer=initializers.LecunUniform(seed=3), kernel_constraint=constraints.MaxNorm(3)),
    layers.Dense(4, kernel_initializer=initializers.VarianceScaling(2.0, 'fan_out', 'truncated_normal'), bias_constraint='non_neg'),
    layers.Dense(4, kernel_regularizer=regularizers.L2(0.001), kernel_initializer=keras.initializers.Constant(0.5)),
])`,
  'frozen layers': `
frozen = layers.Dense(4)
frozen.trainable = False
model = keras.Sequential([layers.Input((5,)), frozen, layers.Dense(2, trainable=False)])`,
  'activations by word, by function and by layer': `
model = keras.Sequential([
    layers.Input((5,)),
    layers.Dense(4, activation='silu'), layers.Dense(4, activation='log_softmax'), layers.Dense(4, activation=keras.activations.relu),
    layers.Activation('gelu'), layers.ReLU(6.0), layers.LeakyReLU(0.1), layers.ELU(), layers.Softmax(), layers.PReLU(),
])`,
  'a wrapper around each step': `
model = keras.Sequential([layers.Input((5, 8, 8, 1)), layers.TimeDistributed(layers.Conv2D(3, 3, activation='relu'))])`,
  'recurrent layers in both directions': `
model = keras.Sequential([
    layers.Input((7, 3)),
    layers.Bidirectional(layers.LSTM(4, return_sequences=True)),
    layers.Bidirectional(layers.GRU(2, reset_after=False), merge_mode='sum'),
])`,
  'a recurrent layer made of cells': `
model = keras.Sequential([layers.Input((7, 3)), layers.RNN([layers.LSTMCell(4), layers.GRUCell(5, reset_after=False)])])`,
  'Flatten of what is flat, and Identity': `
model = keras.Sequential([layers.Input((784,)), layers.Flatten(), layers.Identity(), layers.Dense(10)])`,
  'channels first': `
model = keras.Sequential([
    layers.Input((3, 8, 8)),
    layers.Conv2D(4, 3, data_format='channels_first'), layers.BatchNormalization(axis=1),
    layers.MaxPooling2D(data_format='channels_first'), layers.Flatten(data_format='channels_first'),
])`,
};

describe('programs', () => {
  test.each(Object.entries(programs))('%s', async (_, text) => {
    const built = topologyIn(`import keras\nfrom keras import layers\n${text}\n`);
    expect(built).toHaveProperty('topology');
    const { real, expected } = await buildInTfjs(built as Exclude<typeof built, null | { refused: string }>);
    expect(real.sort(byName)).toEqual([...expected].sort(byName));
  });

  test('the same model in TypeScript', async () => {
    const built = topologyIn(
      `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential();
model.add(tf.layers.conv2d({ inputShape: [28, 28, 1], filters: 8, kernelSize: 3, activation: 'relu', kernelInitializer: 'heNormal' }));
model.add(tf.layers.maxPooling2d({ poolSize: 2 }));
model.add(tf.layers.flatten());
model.add(tf.layers.dense({ units: 10, kernelRegularizer: tf.regularizers.l2({ l2: 0.1 }) }));
`,
      'typescript',
    );
    expect(built).toHaveProperty('topology');
    const { real, expected } = await buildInTfjs(built as Exclude<typeof built, null | { refused: string }>);
    expect(real).toEqual(expected);
  });
});

/** A layer or an arg that TensorFlow.js lacks, and the words in which that is said. */
const refusals: readonly (readonly [string, RegExp])[] = [
  ['layers.GRU(4)', /GRU.*reset_after/],
  ['layers.Conv1D(6, 2, groups=3)', /groups for Conv1D/],
  ['layers.Conv1D(4, 2, padding="causal")', /Conv1D/],
  ['layers.UpSampling1D(2)', /TensorFlow.js has no UpSampling1D/],
  ['layers.Dense(4, activation="squareplus")', /no activation squareplus/],
  ['layers.Dense(4, activation="hard_sigmoid")', /no activation hard_sigmoid/],
  ['layers.Dense(4, activation=lambda x: x)', /function of the program/],
  ['layers.Dense(4, kernel_regularizer=keras.regularizers.OrthogonalRegularizer())', /no regularizer/],
  ['layers.Dense(4, kernel_initializer=make())', /not known|cannot/],
  ['layers.Dense(4, activity_regularizer="l2")', /activity_regularizer/],
  ['layers.ReLU(negative_slope=0.1)', /negative_slope for ReLU/],
  ['layers.ELU(alpha=0.5)', /alpha/],
  ['layers.Softmax(axis=1)', /last axis/],
  ['layers.LayerNormalization(rms_scaling=True)', /rms_scaling/],
];

describe('what TensorFlow.js lacks is said', () => {
  test.each(refusals)('%s', (layer, words) => {
    const text = `import keras\nfrom keras import layers\nx = layers.Input((6, 6))\nmodel = keras.Model(x, ${layer}(x))\n`;
    expect(topologyIn(text)).toMatchObject({ refused: expect.stringMatching(words) });
  });
});
