/** Hints and lenses stand where they do not disturb, fit into the editor, and say what the framework said. */
import { describe, expect, it, test } from 'vitest';
import { formatCount, inlayHints, modelLenses } from '../../../src/core';
import { recordedForms } from '../../support/model-record';
import { analysisOf, withHints } from './mark';

const head = 'from keras import Input, Model, Sequential, layers\n';

describe('the place of a hint', () => {
  it('is the end of the whole application, also over several lines', () => {
    expect(withHints(`${head}x = Input((8, 8, 3))\ny = layers.Conv2D(\n    4,\n    3,\n)(x)\n`)).toMatch(
      /\n\)\(x\)«→ \(None, 6, 6, 4\) · \d+»\n/,
    );
  });
  it('is behind `model.add(…)`', () => {
    expect(withHints(`${head}m = Sequential()\nm.add(Input((8,)))\nm.add(layers.Dense(2))\n`)).toMatch(
      /m\.add\(layers\.Dense\(2\)\)«→ \(None, 2\) · \d+»\n/,
    );
  });
  it('is behind `model.add({ … })` of TypeScript, and behind a chain', () => {
    const text = withHints(
      `import * as tf from '@tensorflow/tfjs';
const m = tf.sequential();
m.add(tf.layers.dense({ units: 2, inputShape: [8] }));
const x = tf.input({ shape: [8] });
const y = tf.layers.dense({ units: 2 }).apply(x) as tf.SymbolicTensor;
`,
      'typescript',
    );
    expect(text).toMatch(/inputShape: \[8\] }\)\)«→ \(None, 2\) · \d+»;/);
    expect(text).toMatch(/\.apply\(x\)«→ \(None, 2\) · \d+» as/);
  });
  it('is behind each element of a list', () => {
    expect(withHints(`${head}m = Sequential([\n  Input((8,)),\n  layers.Dense(2),\n])\n`)).toMatch(
      /layers\.Dense\(2\)«→ \(None, 2\) · \d+»,/,
    );
  });
  it('is also where a layer made before is applied, without its parameters', () => {
    const text = withHints(`${head}x = Input((8,))\nd = layers.Dense(2)\ny = d(x)\nz = layers.Add()([y, y])\n`);
    expect(text).toMatch(/layers\.Dense\(2\)«→ \(None, 2\) · \d+»\n/);
    expect(text).toContain('d(x)«→ (None, 2)»\n');
  });
  it('is where a model is used, not where it is made', () => {
    const text = withHints(`${head}e = Sequential([Input((8,)), layers.Dense(2)])\nx = Input((8,))\ny = e(x)\n`);
    expect(text).toMatch(/y = e\(x\)«→ \(None, 2\) · \d+»\n/);
    expect(text).not.toMatch(/\]\)«/);
  });
});

it('the label of a loop says how shapes run and how often, the first first', () => {
  const text = withHints(
    `${head}x = Input((32, 32, 3))\nfor n in [16, 32, 64]:\n    x = layers.Conv2D(n, 3, strides=2, padding="same")(x)\n`,
  );
  expect(text).toContain('(x)«→ 3× (None, 16, 16, 16)…(None, 4, 4, 64)»');
});

it('arrays have a hint, but not single numbers and what the program throws away', () => {
  const text = withHints('import numpy as np\na = np.zeros((3, 4))\n_ = a[1:]\nfor b in np.ones(3):\n    pass\n');
  expect(text).toBe('import numpy as np\na«: (3, 4)» = np.zeros((3, 4))\n_ = a[1:]\nfor b in np.ones(3):\n    pass\n');
});

it('nothing is shown of which nothing is known', () => {
  const text = `${head}x = layers.Dense(3)(elsewhere)\nm = Sequential([layers.LSTM(4)])\n`;
  expect(withHints(text)).toBe(text);
  const operation = 'from keras import Input, ops\na = Input((4, 6))\nb = ops.matmul(a, a)\n';
  expect(withHints(operation)).not.toContain('?');
});

describe('hints and lenses say what the framework said', () => {
  for (const { model, form, text, record } of recordedForms().filter(({ form }) => form === 'py')) {
    test(`${model}, ${form}`, () => {
      const analysis = analysisOf(text);
      const labels = inlayHints(analysis).map(({ label }) => label);
      // No place of the program makes a mask.
      const masks = analysis.graph.models.flatMap(({ layers }) =>
        layers.filter(({ masks }) => masks).map(({ name }) => name),
      );
      const plain = record.rows.filter(
        ({ name, rows, applications }) => !rows && applications.length === 1 && !masks.includes(name),
      );
      for (const { applications, params } of plain) {
        const shapes = applications[0]!
          .map((shape) => `(${shape.map((dim) => dim ?? 'None').join(', ')}${shape.length === 1 ? ',' : ''})`)
          .join(', ');
        const count = params ? ` · ${formatCount(params)}` : '';
        const found = labels.some((label) => label.includes(`→ ${shapes}${count}`) || /^→ \d+× /.test(label));
        expect(found, `${shapes}${count} among ${labels.join(' | ')}`).toBe(true);
      }
      // A model that is not built yet has no parameters for Keras.
      if (record.params === null || record.params === 0) return;
      expect(
        modelLenses(analysis).some(({ title }) => title.includes(`${formatCount(record.params)} parameters`)),
      ).toBe(true);
    });
  }
});

it('a function that makes a model twice has one lens', () => {
  const text = `${head}def net(n):\n    return Sequential([Input((8,)), layers.Dense(n)])\na = net(2)\nb = net(3)\n`;
  const lenses = modelLenses(analysisOf(text));
  expect(lenses).toHaveLength(1);
  expect(lenses[0]!.title).toMatch(/^\(None, 8\) → \(None, 2\) .* and 1 more$/);
});
