/** What models are called, and what a lens shows of one whose inputs are only known where it is called. */
import { expect, test } from 'vitest';
import { analyze, modelLenses } from '../../../src/core';

const CLASS = `import keras
from keras import layers


class Repeated(keras.Model):
    def __init__(self):
        super().__init__()
        self.conv = layers.Conv2D(8, 3)

    def call(self, x):
        return self.conv(x)


x = keras.Input((8, 8, 3))
`;

test.each([
  ['y = Repeated()(x)\n', 'repeated'],
  ['net = Repeated()\ny = net(x)\n', 'net'],
])('an object of a class of the program is called as the program calls it: %j', (use, name) => {
  const text = CLASS + use;
  const [lens] = modelLenses(analyze({ kind: 'file', languageId: 'python', text })!);
  expect(lens!.model).toBe(name);
  expect(lens!.title).toMatch(/^→ \(None, 6, 6, 8\) · /);
});
