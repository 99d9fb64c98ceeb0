/** After a loop that runs some unknown number of times only that is said which holds for any number of turns. */
import { expect, it } from 'vitest';
import { analyze, layerRows } from '../../../src/core';
import { formatShape, isKnown } from '../../../src/core/shape/dim';

const head = `import sys
import numpy as np
import keras
from keras import layers
n = int(sys.argv[1])
inputs = x = keras.Input((32, 32, 4))
`;

function last(body: string): readonly [shape: string | null, params: unknown] {
  const row = layerRows(analyze({ kind: 'file', languageId: 'python', text: `${head}${body}\n` }, {})!).at(-1)!;
  const shape = row.outputs[0] ?? null;
  return [shape && formatShape(shape.map((dim) => (isKnown(dim) || dim === null ? dim : -1))), row.params];
}

it.each([
  [
    'filters = 4\nwhile filters < n:\n    x = layers.Conv2D(filters, 1)(x)\n    filters *= 2\nlayers.Conv2D(8, 1)(x)',
    'null',
  ],
  ['for _ in range(n):\n    x = layers.MaxPooling2D()(x)\nlayers.Flatten()(x)', '0'],
  [
    'size = 4\nfor _ in range(n):\n    y = layers.Dense(size)(x)\n    size = size + 1 if size > 4 else 5\nlayers.Dense(2)(y)',
    'null',
  ],
  [
    'stack = keras.Sequential([keras.Input((4,))])\nunits = 4\nfor _ in range(n):\n    stack.add(layers.Dense(units))\n    units += 4\nstack.add(layers.Dense(2))',
    'null',
  ],
])('a later turn gives another one: %s', (body, params) => {
  const [shape, count] = last(body);
  expect(String(count)).toBe(params);
  if (params === '0') expect(shape).toContain('-1');
});

it.each([
  ['for _ in range(n):\n    x = layers.Conv2D(4, 1)(x)\nlayers.Conv2D(8, 1)(x)', '(None, 32, 32, 8)', 40],
  ['for _ in range(n):\n    x = x + layers.Conv2D(4, 3, padding="same")(x)\nlayers.Flatten()(x)', '(None, 4096)', 0],
  [
    'data = np.zeros((10, 3))\nfor _ in range(n):\n    data = data * 2 + 1\nlayers.Dense(2)(keras.Input((data.shape[1],)))',
    '(None, 2)',
    8,
  ],
])('every turn gives the same: %s', (body, shape, params) => {
  expect(last(body)).toEqual([shape, params]);
});

it('tells what the first turn does once', () => {
  const text = `${head}model = keras.Sequential([layers.Flatten(), layers.Dense(1)])
model.compile("adam", "mse")
for _ in range(n):
    x = layers.Conv2D(4, 3)(x)
    model.fit(np.zeros((8, 3)), np.zeros((8, 1)))
`;
  const { graph } = analyze({ kind: 'file', languageId: 'python', text }, {})!;
  expect(
    graph.applications.filter(({ layer }) => layer.className === 'Conv2D').map(({ outputs }) => outputs[0]!.shape),
  ).toEqual([[null, 30, 30, 4]]);
  expect(graph.dataCalls.length).toBe(1);
});
