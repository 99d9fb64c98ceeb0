/** Windows that a loop cuts from data of unknown length: how long they are is known where all of them surely lie within the data. */
import { expect, it } from 'vitest';
import { analyze } from '../../../src/core';
import { formatShape, isKnown } from '../../../src/core/shape/dim';

const head = `import numpy as np
import pandas as pd
table = pd.read_csv("prices.csv")
data = table[["Open", "Close"]].values
steps, later = 60, 5
x = []
`;

function shapeOf(body: string): string | null {
  const text = `${head}${body}\nx = np.array(x)\n`;
  const shape = analyze({ kind: 'file', languageId: 'python', text }, {})!.graph.arrays.at(-1)!.shape;
  return shape && formatShape(shape.map((dim) => (isKnown(dim) ? dim : null)));
}

it.each([
  'for i in range(steps, len(data)):\n    x.append(data[i - steps : i])',
  'for i in range(len(data) - steps):\n    x.append(data[i : i + steps])',
  'for i in range(len(data) - steps - 1):\n    x.append(data[i : (i + steps)])',
  'for i in range(len(data) - steps + 1):\n    x.append(data[i : i + steps])',
  'for i in range(steps, data.shape[0] - later):\n    x.append(data[i - steps : i])',
  'for i in range(0, len(table) - steps, 3):\n    x.append(table[["Open", "Close"]].values[i : i + steps])',
  'x = [data[i : i + steps] for i in range(len(data) - steps)]',
  'def windows(data, size):\n    return [data[i : i + size] for i in range(len(data) - size)]\nx = windows(data, steps)',
  'half = data[: int(len(data) * 0.5)]\nfor i in range(steps, len(half)):\n    x.append(half[i - steps : i])',
  'rows = np.zeros((100_000, 2))\nfor i in range(steps, len(rows)):\n    x.append(rows[i - steps : i])',
])('they are 60 long: %s', (body) => {
  expect(shapeOf(body)).toBe('(None, 60, 2)');
});

it.each([
  // The last ones are shorter.
  'for i in range(len(data)):\n    x.append(data[i : i + steps])',
  'for i in range(len(data) - steps + 2):\n    x.append(data[i : i + steps])',
  // The first ones begin before the data.
  'for i in range(len(data)):\n    x.append(data[i - steps : i])',
  'for i in range(steps - 1, len(data)):\n    x.append(data[i - steps : i])',
  // How long the other data are is not known.
  'more = pd.read_csv("more.csv")[["Open", "Close"]].values\nfor i in range(steps, len(more)):\n    x.append(data[i - steps : i])',
  // Begin and end are of different turns.
  'for i in range(len(data) - steps):\n    for j in range(len(data) - steps):\n        x.append(data[i : j + steps])',
  'ends = []\nfor i in range(len(data) - steps):\n    ends.append(i + steps)\nfor i in range(len(data) - steps):\n    x.append(data[i : ends[i]])',
])('it is not known how long they are: %s', (body) => {
  expect(shapeOf(body)).not.toContain('60');
});
