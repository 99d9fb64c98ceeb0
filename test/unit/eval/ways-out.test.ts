/** Functions that may end early: what they leave behind is known only where it is the same on every way out of them. */
import { describe, expect, it } from 'vitest';
import { analyze, modelRows } from '../../../src/core';

const head = `import os
import keras
from keras import Sequential, Input
from keras.layers import Dense
m = Sequential([Input((8,)), Dense(4)])
units = 4
sizes = [4]
`;

/** Rows of the models where the condition is written so. */
function rows(text: string, condition: string) {
  const analysis = analyze({
    kind: 'file',
    languageId: 'python',
    text: head + text.replaceAll('CONDITION', condition),
  })!;
  return modelRows(analysis).map(({ outputs, params, trainable }) => JSON.stringify({ outputs, params, trainable }));
}

const UNKNOWN = 'os.environ.get("A")';

/** The models that are not the same on both ways. */
function differing(text: string): readonly number[] {
  const [yes, no] = [rows(text, 'True'), rows(text, 'False')];
  return yes!.flatMap((row, i) => (row === no![i] ? [] : [i]));
}

describe('what a function has changed where it may have returned before', () => {
  it.each([
    ['a layer that is added', 'if CONDITION:\n        m.add(Dense(3))\n        return\n    m.add(Dense(2))'],
    ['a layer that is added after the return', 'if CONDITION:\n        return\n    m.add(Dense(2))'],
    ['a variable', 'global units\n    if CONDITION:\n        units = 7\n        return\n    pass'],
    ['a variable after the return', 'global units\n    if CONDITION:\n        return\n    units = 7'],
    ['a list', 'if CONDITION:\n        sizes.append(7)\n        return 1\n    return 2'],
    [
      'a list in both ways',
      'if CONDITION:\n        sizes.append(7)\n        return 1\n    sizes.append(8)\n    return 2',
    ],
    [
      'a return in a loop',
      'for i in range(3):\n        if CONDITION:\n            return\n        sizes.append(i + 1)',
    ],
    ['a return in a condition', 'if CONDITION:\n        if CONDITION:\n            return\n    sizes.append(2)'],
    ['what is frozen', 'if CONDITION:\n        m.trainable = False\n        return\n    print(m)'],
  ])('is not known: %s', (_, body) => {
    const text = `def change():\n    ${body}\nchange()\nmodels = [m, Sequential([Input((8,)), Dense(units)]), Sequential([Input((8,))] + [Dense(n) for n in sizes])]\n`;
    const known = rows(text, UNKNOWN);
    expect(differing(text)).not.toEqual([]);
    for (const at of differing(text)) expect(known[at]).toMatch(/"(?:params|trainable)":null/);
  });

  it.each([
    ['nothing', 'if CONDITION:\n        return 1\n    return 2'],
    ['before both ways', 'm.add(Dense(2))\n    if CONDITION:\n        return 1\n    print(2)'],
  ])('is known where it is %s', (_, body) => {
    const text = `def change():\n    ${body}\nchange()\n`;
    expect(differing(text)).toEqual([]);
    expect(rows(text, UNKNOWN)).toEqual(rows(text, 'True'));
  });

  it('is what the other way changes where one raises, whatever the raising one did before', () => {
    const text =
      'def change():\n    if CONDITION:\n        if os.environ.get("B"):\n            m.add(Dense(3))\n        raise ValueError\n    m.add(Dense(2))\nchange()\n';
    expect(rows(text, UNKNOWN)).toEqual(rows(text, 'False'));
  });
});

/** A class model with a body of `call`, which is called. */
const model = (body: string): string => `class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.one = Dense(4)
        self.other = Dense(4)
        if CONDITION:
            self.third = Dense(4)
    def call(self, x):
        x = self.one(x)
${body.replaceAll(/^/gm, '        ')}
        return x
Net()(Input((4,)))
`;

/** A layer that the program writes, in a model. */
const own = (build: string): string => `class Own(keras.layers.Layer):
    def build(self, shape):
        self.kernel = self.add_weight(shape=(shape[-1], 4))
${build.replaceAll(/^/gm, '        ')}
    def call(self, x):
        return x @ self.kernel
x = Input((4,))
net = keras.Model(x, Own()(x))
`;

const network = (body: string): string => `inputs = x = Input((4,))
${body}
net = keras.Model(inputs, Dense(1)(x))
`;

describe('counts of a model of which a condition decides', () => {
  it.each([
    ['a layer applied in one way', model('if CONDITION:\n    x = self.other(x)')],
    ['a layer applied in the other way', model('if CONDITION:\n    pass\nelse:\n    x = self.other(x)')],
    ['a layer that one way alone makes', model('if CONDITION:\n    x = self.third(x)')],
    ['a way out before a layer', model('if CONDITION:\n    return x\nx = self.other(x)')],
    ['a weight that one way alone adds', own('if CONDITION:\n    self.bias = self.add_weight(shape=(4,))')],
    ['a layer on the way to the output', network('if CONDITION:\n    x = Dense(4)(x)')],
    [
      'layers on both ways to the output',
      network('if CONDITION:\n    x = Dense(4)(x)\nelse:\n    x = Dense(4)(Dense(9)(x))'),
    ],
    ['a layer after `and`', 'net = Sequential([Input((4,))])\nCONDITION and net.add(Dense(4))\nnet.add(Dense(4))\n'],
    ['a layer after `or`', 'net = Sequential([Input((4,))])\nCONDITION or net.add(Dense(4))\nnet.add(Dense(4))\n'],
    ['a model on the way to the output', network('if CONDITION:\n    x = m(keras.layers.Dense(8)(x))')],
    [
      'layers in a nested model',
      `${network('if CONDITION:\n    x = Dense(4)(x)')}x = Input((4,))\nouter = keras.Model(x, net(x))\n`,
    ],
  ])('%s', (_what, text) => {
    const [yes, no, either] = ['True', 'False', UNKNOWN].map((condition) => rows(text, condition));
    const last = either!.length - 1;
    expect(yes![last]).not.toBe(no![last]);
    expect(JSON.parse(either![last]!)).toMatchObject({
      outputs: JSON.parse(yes![last]!).outputs,
      params: null,
      trainable: null,
    });
  });

  it.each([
    ['a layer without weights', network('if CONDITION:\n    x = keras.layers.Dropout(0.5)(x)\nx = Dense(4)(x)')],
    ['a layer that is applied in any case', model('if CONDITION:\n    x = self.other(x)\nx = self.other(x)')],
    ['a layer on both ways', model('if CONDITION:\n    x = self.other(x)\nelse:\n    x = self.other(x + 1)')],
    ['when a model is called', `${network('')}if CONDITION:\n    net(Input((4,)))\n`],
  ])('are known in spite of it for %s', (_what, text) => {
    expect(rows(text, UNKNOWN)).toEqual(rows(text, 'True'));
    expect(rows(text, UNKNOWN)).toEqual(rows(text, 'False'));
  });

  it('holds for the cost as well', () => {
    const text = model('if CONDITION:\n    return x\nx = self.other(x)');
    const analysis = analyze({
      kind: 'file',
      languageId: 'python',
      text: head + text.replaceAll('CONDITION', UNKNOWN),
    })!;
    expect(modelRows(analysis).at(-1)!.macs).toBeNull();
  });
});
