/** Functions and classes that nothing calls: evaluated once, with parameters that stand for themselves where they are sizes. */
import { describe, expect, it } from 'vitest';
import { type Analysis, analyze, layerRows } from '../../../src/core';
import { problemsOf } from '../../../src/core/problems';
import { formatCount } from '../../../src/core/shape/count';
import { formatShape } from '../../../src/core/shape/dim';
import { analyzeIn, rowTexts } from '../modules/support';

const head = 'import keras\nfrom keras import layers\n';

function analyzed(text: string, languageId = 'python'): Analysis {
  return analyze({ kind: 'file', languageId, text })!;
}

/** `Conv2D (None, h, w, filters) 28*filters` for each row. */
function rows(analysis: Analysis): readonly string[] {
  return layerRows(analysis).map(
    ({ class: name, outputs, params }) =>
      `${name} ${outputs.map((shape) => (shape ? formatShape(shape) : 'unknown')).join()} ${formatCount(params)}`,
  );
}

describe('a function that nothing calls', () => {
  it('has sizes in the names of its parameters', () => {
    const analysis = analyzed(`${head}def build(h, w, filters, classes):
    inputs = keras.Input((h, w, 3))
    x = layers.Conv2D(filters, 3, padding='same')(inputs)
    x = layers.MaxPooling2D()(x)
    x = layers.Conv2D(x.shape[-1] * 2, 1)(x)
    x = layers.GlobalAveragePooling2D()(x)
    return keras.Model(inputs, layers.Dense(classes)(x))
`);
    expect(rows(analysis)).toEqual([
      'InputLayer (None, h, w, 3) 0',
      'Conv2D (None, h, w, filters) 28*filters',
      'MaxPooling2D (None, h // 2, w // 2, filters) 0',
      'Conv2D (None, h // 2, w // 2, 2*filters) 2*filters + 2*filters**2',
      'GlobalAveragePooling2D (None, 2*filters) 0',
      'Dense (None, classes) 2*classes*filters + classes',
    ]);
    expect(layerRows(analysis).map(({ unknown }) => unknown)).toContain('it depends on h, w, filters');
    expect(problemsOf(analysis)).toEqual([]);
  });

  it('has the numbers of its defaults', () => {
    expect(rows(analyzed(`${head}def f(n, m=8):\n    layers.Dense(m)(keras.Input((n,)))\n`))).toEqual([
      'InputLayer (None, n) 0',
      'Dense (None, 8) 8*n + 8',
    ]);
  });

  it('has sizes of what it is given by attributes and keys', () => {
    const text = `${head}def f(config):\n    x = layers.Dense(config.width)(keras.Input((config['length'],)))\n    layers.Dense(config.width // 2)(x)\n`;
    expect(rows(analyzed(text)).slice(1)).toEqual([
      "Dense (None, config.width) config.width*config['length'] + config.width",
      'Dense (None, config.width // 2) config.width*(config.width // 2) + config.width // 2',
    ]);
  });

  it.each(['len(n)', '-n', 'int(n * 0.5)', 'n or 4', 'sum(n)', 'n / 2', 'str(n)', 'n()', 'n.pop()', '[*n][0]'])(
    'has no size of %s',
    (size) => {
      const found = rows(analyzed(`${head}def f(n):\n    layers.Dense(${size})(keras.Input((4,)))\n`));
      expect(found).toEqual(['InputLayer (None, 4) 0', 'Dense (None, ?) ?']);
    },
  );

  it('knows nothing of a tensor that it is given', () => {
    const analysis = analyzed(`${head}def block(x, filters):\n    return layers.Conv2D(filters, 3)(x)\n`);
    expect(rowTexts(analysis)).toEqual(['Conv2D: it depends on the parameters of block, which is not called here']);
  });

  it('takes its turn where another calls it, and not again', () => {
    const text = `${head}def block(x, n=4):\n    return layers.Dense(n)(x)\n\ndef net():\n    return block(block(keras.Input((2,))), 8)\n`;
    expect(rows(analyzed(text))).toEqual(['InputLayer (None, 2) 0', 'Dense (None, 4) 12', 'Dense (None, 8) 40']);
  });

  it('is evaluated though it and another call each other', () => {
    const text = `${head}def a(n):\n    layers.Dense(3)(keras.Input((n,)))\n    b(n)\n\ndef b(n):\n    a(n)\n`;
    expect(rows(analyzed(text))).toContain('Dense (None, 3) 3*n + 3');
  });

  it('is not accused of what it may never be given', () => {
    const text = `${head}def f(n):\n    x = keras.Input((4,))\n    return layers.add([layers.Dense(n)(x), x]), layers.Reshape((n, 3))(x)\n`;
    expect(problemsOf(analyzed(text))).toEqual([]);
  });

  it('has sizes in JavaScript, too', () => {
    const text = `import * as tf from '@tensorflow/tfjs';
function build(size, units) {
  const model = tf.sequential();
  model.add(tf.layers.dense({ units: units * 2, inputShape: [size] }));
  return model;
}
`;
    expect(rows(analyzed(text, 'javascript'))).toEqual(['Dense (None, 2*units) 2*size*units + 2*units']);
  });

  it('does not print sums without end', () => {
    const params = Array.from({ length: 12 }, (_, i) => `a${i}`);
    const product = params.map((name) => `(${name} + 1)`).join(' * ');
    expect(
      rows(analyzed(`${head}def f(${params.join(', ')}):\n    layers.Dense(${product})(keras.Input((4,)))\n`)),
    ).toEqual(['InputLayer (None, 4) 0', 'Dense (None, ?) ?']);
  });
});

describe('a class that nothing makes an object of', () => {
  it('is made once, and its methods are run', () => {
    const text = `${head}class Builder:
    def __init__(self, width):
        self.width = width

    def build(self, size):
        inputs = keras.Input((size,))
        return keras.Model(inputs, layers.Dense(self.width)(inputs))
`;
    expect(rows(analyzed(text))).toEqual(['InputLayer (None, size) 0', 'Dense (None, width) size*width + width']);
  });

  it('shows the layers of a model where it calls them', () => {
    const text = `${head}class Net(keras.Model):
    def __init__(self, units):
        super().__init__()
        self.dense = layers.Dense(units)

    def call(self, x):
        return self.dense(x)
`;
    const found = layerRows(analyzed(text)).filter(({ class: name }) => name === 'Dense');
    expect(found.map(({ unknown }) => unknown)).toEqual([
      'it depends on the parameters of Net.call, which is not called here',
    ]);
  });

  it('is left to the classes that derive from it', () => {
    const text = `${head}class A:\n    def make(self):\n        layers.Dense(self.n)(keras.Input((2,)))\n\nclass B(A):\n    n = 3\n\nB().make()\n`;
    expect(rows(analyzed(text))).toEqual(['InputLayer (None, 2) 0', 'Dense (None, 3) 9']);
  });

  it('is left alone where another file defines it', () => {
    const files = {
      '/project/main.py': `${head}from other import A\n`,
      '/project/other.py': `${head}class A:\n    def make(self):\n        layers.Dense(3)(keras.Input((2,)))\n`,
    };
    expect(rowTexts(analyzeIn(files, '/project/main.py'))).toEqual([]);
  });
});
