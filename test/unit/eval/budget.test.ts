import { describe, expect, test } from 'vitest';
import { analyze, inlayHints, layerRows, modelLenses, modelRows, outline, problemsOf } from '../../../src/core';

/** Generous, so that a busy machine passes; without a bound each of these takes minutes, or all memory. */
const MOST_MILLISECONDS = 15_000;
const MOST_BYTES = 300_000_000;

const head = 'import keras\nfrom keras import Input, Sequential\nfrom keras.layers import Conv2D, Dense\n';

const programs: Readonly<Record<string, string>> = {
  'a loop that never ends': 'x = 0\nwhile True:\n    x = x + 1\n',
  'a list that grows for ever': 'x = []\nwhile True:\n    x.append(len(x))\n',
  'a function that calls itself twice': 'def f(n):\n    return f(n + 1) + f(n + 2)\nf(0)\n',
  'a list of a million millions': 'x = [0] * 10**12\ny = "a" * 10**12\n',
  'ranges of a thousand millions': 'for i in range(10**9):\n    x = i\ny = [i for i in range(10**9)]\n',
  'a list added to itself': 'x = [1]\nfor i in range(100):\n    x = x + x\n',
  'a list that grows by itself': 'x = [1]\nfor i in range(100):\n    x += x\n',
  'a list extended by itself': 'x = [1]\nfor i in range(100):\n    x.extend(x)\n',
  'a text added to itself': 'x = "ab"\nfor i in range(200):\n    x = f"{x}{x}"\n',
  'a text that grows a hundred thousand times':
    'x = ""\nfor i in range(100):\n    for j in range(1000):\n        x += "abcdefgh"\n',
  'a text replaced in over and over':
    's = "a" * 9000\nfor i in range(100):\n    for j in range(1000):\n        x = s.replace("a", "bb")\n',
  'a dictionary that is copied for each entry':
    's = {}\nfor i in range(100):\n    for j in range(1000):\n        s = {**s, i * 1000 + j: j}\n',
  'a set that grows': 's = set()\nfor i in range(100):\n    for j in range(1000):\n        s.add(i * 1000 + j)\n',
  'long lists that are compared':
    's = list(range(2000))\nt = list(range(2000))\nfor i in range(100):\n    for j in range(1000):\n        x = s == t or -j in s\n',
  'a tuple that holds itself twice as an argument':
    'import keras\nx = (1,)\nfor i in range(60):\n    x = (x, x)\nd = {x: 1}\nkeras.layers.Dense(x)\nkeras.layers.Dense(4)(x)\n',
  'a dictionary that holds itself twice as data':
    'import keras\nx = {"a": 1}\nfor i in range(60):\n    x = {"a": x, "b": x}\nm = keras.Sequential([keras.layers.Dense(3)])\nm.fit(x, x)\nkeras.layers.Dense(3)(x)\n',
  'a power of a power': 'x = 10 ** 10 ** 10\ny = 1 << 10**10\n',
  'ten thousand brackets': `x = ${'('.repeat(10_000)}1${')'.repeat(10_000)}\n`,
  'brackets that are never closed': 'foo(['.repeat(40_000),
  'conditions that are not known, one after the other': `import os\nx = 0\n${'if os.environ.get("a"):\n    x = x + 1\n'.repeat(500)}`,
  'layers added for ever':
    'import keras\nm = keras.Sequential([keras.Input((8,))])\nwhile True:\n    m.add(keras.layers.Dense(8))\n',
  'a layer that calls itself':
    'import keras\nclass L(keras.layers.Layer):\n    def call(self, x):\n        return L()(x)\nL()(keras.Input((3,)))\n',
  'a class that makes itself': 'class A:\n    def __init__(self):\n        self.x = A()\nA()\n',
  'models that hold the one before twice': `${head}m = Sequential([Input((8,)), Dense(8)])\n${'m = Sequential([Input((8,)), m, m])\n'.repeat(30)}`,
  'models that each have a layer more': `${head}x = i = Input((8,))\n${'x = Dense(8)(x)\nm = keras.Model(i, x)\n'.repeat(500)}`,
  'thousands of layers that are refused at one place': `${head}for j in range(3):\n    for i in range(1000):\n        x = Conv2D(8, 30 + i)(Input((28, 28, 3)))\n`,
  'a thousand comments that silence problems': `${head}${'x = Dense(8)(Input((8,)))  # convlint: ignore[linear-stack]\n'.repeat(1000)}`,
  'a file of 5 MB': `import keras\n${'x = keras.layers.Dense(10)\n'.repeat(185_000)}`,
};

/** A hundred thousand turns of a loop in JavaScript. */
const turns = (start: string, body: string): string =>
  `let s = ${start};\nfor (let i = 0; i < 100; i++) for (let j = 0; j < 1000; j++) ${body};\n`;

const scripts: Readonly<Record<string, string>> = {
  'a text that grows': turns('""', 's += "abcdefgh"'),
  'an array that grows': turns('[]', 's.push(j)'),
  'an array that is copied for each element': turns('[]', 's = [...s, j]'),
  'an object that is copied for each entry': turns('{}', 's = {...s, [`k${i}_${j}`]: j}'),
};

describe('an answer comes in bounded time and memory for', () => {
  test.each([
    ...Object.entries(programs).map(([name, text]) => [name, 'python', text] as const),
    ...Object.entries(scripts).map(([name, text]) => [name, 'javascript', text] as const),
  ])(
    '%s in %s',
    (_, languageId, text) => {
      const before = process.memoryUsage().heapUsed;
      const started = performance.now();
      const analysis = analyze({ kind: 'file', languageId, text });
      expect(analysis).not.toBeNull();
      for (const view of [problemsOf, inlayHints, modelLenses, layerRows, modelRows, outline]) view(analysis!);
      expect(performance.now() - started).toBeLessThan(MOST_MILLISECONDS);
      expect(process.memoryUsage().heapUsed - before).toBeLessThan(MOST_BYTES);
    },
    30_000,
  );
});
