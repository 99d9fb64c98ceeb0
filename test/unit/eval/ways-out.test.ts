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

describe('a layer that one way of a condition builds', () => {
  const model = (branches: string): string => `class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.one = Dense(4)
        self.other = Dense(5)
    def call(self, x):
        x = self.one(x)
${branches}
        return x
Net()(Input((8,)))
`;

  it('counts, whichever way it is', () => {
    const first = model('        if CONDITION:\n            self.other(x)');
    const second = model('        if CONDITION:\n            pass\n        else:\n            self.other(x)');
    expect(rows(first, UNKNOWN)).toEqual(rows(first, 'True'));
    expect(rows(second, UNKNOWN)).toEqual(rows(second, 'False'));
    expect(rows(second, UNKNOWN)).toEqual(rows(first, UNKNOWN));
  });
});
