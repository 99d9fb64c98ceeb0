/** Imports between Python files: where they are looked for, what they give, and what is shown of them. */
import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../../src/core/problems';
import { isElsewhere } from '../../../src/core/text/span';
import { hoverAt } from '../../../src/core/views/hover';
import { inlayHints } from '../../../src/core/views/inlay';
import { modelLenses } from '../../../src/core/views/lens';
import { analyzeIn, type Files, placeTexts, rowTexts } from './support';

const blocks = `from keras import layers

FILTERS = 8
_hidden = 3

def block(x, filters=FILTERS):
    return layers.Conv2D(filters, 3)(x)
`;
const use = (line: string, call: string): string =>
  `import keras\n${line}\nx = keras.Input((28, 28, 1))\ny = ${call}\n`;
const expected = ['InputLayer (None, 28, 28, 1) 0', 'Conv2D (None, 26, 26, 8) 80'];

/** Files, the file that imports, its import, and the call. */
const layouts: readonly (readonly [string, Files, string, string, string])[] = [
  ['beside', { '/project/blocks.py': blocks }, '/project/main.py', 'from blocks import block', 'block(x)'],
  ['whole module', { '/project/blocks.py': blocks }, '/project/main.py', 'import blocks', 'blocks.block(x)'],
  ['renamed', { '/project/blocks.py': blocks }, '/project/main.py', 'import blocks as b', 'b.block(x, b.FILTERS)'],
  ['star', { '/project/blocks.py': blocks }, '/project/main.py', 'from blocks import *', 'block(x)'],
  ['relative', { '/project/net/blocks.py': blocks }, '/project/net/main.py', 'from .blocks import block', 'block(x)'],
  [
    'relative module',
    { '/project/net/blocks.py': blocks },
    '/project/net/main.py',
    'from . import blocks',
    'blocks.block(x)',
  ],
  ['parent', { '/project/blocks.py': blocks }, '/project/net/main.py', 'from ..blocks import block', 'block(x)'],
  [
    'dotted',
    { '/project/net/__init__.py': '', '/project/net/blocks.py': blocks },
    '/project/main.py',
    'import net.blocks',
    'net.blocks.block(x)',
  ],
  [
    'dotted as',
    { '/project/net/__init__.py': '', '/project/net/blocks.py': blocks },
    '/project/main.py',
    'import net.blocks as nb',
    'nb.block(x)',
  ],
  ['namespace', { '/project/net/blocks.py': blocks }, '/project/main.py', 'from net.blocks import block', 'block(x)'],
  [
    'namespace member',
    { '/project/net/blocks.py': blocks },
    '/project/main.py',
    'from net import blocks',
    'blocks.block(x)',
  ],
  [
    'package file',
    { '/project/net/__init__.py': 'from .blocks import block\n', '/project/net/blocks.py': blocks },
    '/project/main.py',
    'from net import block',
    'block(x)',
  ],
  [
    'package alias',
    { '/project/net/__init__.py': 'from .blocks import *\n', '/project/net/blocks.py': blocks },
    '/project/main.py',
    'import net',
    'net.block(x)',
  ],
  [
    'src layout',
    { '/project/src/net/__init__.py': '', '/project/src/net/blocks.py': blocks },
    '/project/scripts/main.py',
    'from net.blocks import block',
    'block(x)',
  ],
  [
    'from the root',
    { '/project/net/blocks.py': blocks },
    '/project/scripts/deep/main.py',
    'from net.blocks import block',
    'block(x)',
  ],
  [
    'inside a package',
    { '/project/net/__init__.py': '', '/project/net/blocks.py': blocks },
    '/project/net/main.py',
    'from net.blocks import block',
    'block(x)',
  ],
  [
    'inside a function',
    { '/project/blocks.py': blocks },
    '/project/main.py',
    'def late(x):\n    from blocks import block\n    return block(x)',
    'late(x)',
  ],
  [
    'try',
    { '/project/blocks.py': blocks },
    '/project/main.py',
    'try:\n    from blocks import block\nexcept ImportError:\n    from .blocks import block',
    'block(x)',
  ],
  [
    'all',
    { '/project/blocks.py': `${blocks}\n__all__ = ['block']\n` },
    '/project/main.py',
    'FILTERS = 1\nfrom blocks import *',
    'block(x, FILTERS * 8)',
  ],
];

describe('Python imports', () => {
  it.each(layouts)('%s', (_name, files, path, line, call) => {
    const analysis = analyzeIn({ ...files, [path]: use(line, call) }, path);
    expect(rowTexts(analysis)).toEqual(expected);
    expect(problemsOf(analysis)).toEqual([]);
  });

  it('shows what another file builds at the call that leads there', () => {
    const text = use('from blocks import block', 'block(x)');
    const analysis = analyzeIn({ '/project/blocks.py': blocks, '/project/main.py': text }, '/project/main.py');
    expect(placeTexts(analysis)[1]).toBe('block(x)');
    const at = text.indexOf('block(x)');
    expect(hoverAt(analysis, at + 2)?.explanation.className).toBe('Conv2D');
    expect(hoverAt(analysis, at + 2)?.span).toEqual({ start: at, end: at + 8 });
    expect(inlayHints(analysis).every(({ offset }) => offset <= text.length)).toBe(true);
  });

  it('shows a layer that another file constructs where it is applied', () => {
    const text = 'import keras\nfrom shared import dense\ny = dense(keras.Input((4,)))\n';
    const shared = 'from keras import layers\ndense = layers.Dense(3)\nother = layers.Dense(5)(layers.Input((2,)))\n';
    const analysis = analyzeIn({ '/project/shared.py': shared, '/project/main.py': text }, '/project/main.py');
    expect(rowTexts(analysis)).toEqual(['InputLayer (None, 4) 0', 'Dense (None, 3) 15']);
    expect(placeTexts(analysis)[1]).toBe('dense(keras.Input((4,)))');
  });

  it('knows an imported model and holds the data against it', () => {
    const text = `import numpy as np
from net import model
model.fit(np.zeros((10, 5)), np.zeros((10, 2)))
`;
    const net = `import keras
model = keras.Sequential([keras.layers.Input((4,)), keras.layers.Dense(2)])
model.compile(loss='mse')
if __name__ == '__main__':
    model.fit(None)
`;
    const analysis = analyzeIn({ '/project/net.py': net, '/project/main.py': text }, '/project/main.py');
    expect(rowTexts(analysis)).toEqual([]);
    expect(modelLenses(analysis).map(({ model, span }) => [model, text.slice(span.start, span.end)])).toEqual([
      ['model', 'model'],
    ]);
    const [problem, ...more] = problemsOf(analysis);
    expect(more).toEqual([]);
    expect(problem?.rule).toBe('input-data-mismatch');
    expect(problem?.related?.some(({ span }) => isElsewhere(span))).toBe(false);
    expect(analysis.dependencies.has('/project/net.py')).toBe(true);
  });

  it('keeps problems of other files to those files, and shows those of a call at the call', () => {
    const net = `import keras
wrong = keras.layers.Conv2D(4, 9)(keras.Input((5, 5, 1)))
def build(size):
    x = keras.Input((size, size, 1))
    return keras.Model(x, keras.layers.Conv2D(4, 9)(x))
`;
    const text = 'from net import build\ngood = build(28)\nbad = build(5)\n';
    const analysis = analyzeIn({ '/project/net.py': net, '/project/main.py': text }, '/project/main.py');
    const places = problemsOf(analysis).map(({ span }) => text.slice(span.start, span.end));
    expect(places).toEqual(['build(5)']);
  });

  it.each([
    ['missing', {}, 'from .blocks import block', 'there is no file for the import of .blocks'],
    ['broken', { '/project/blocks.py': 'def (:\n' }, 'from blocks import block', 'blocks.py has a syntax error'],
    [
      'no such name',
      { '/project/blocks.py': 'other = 1\n' },
      'from blocks import block',
      'blocks has no block that is known',
    ],
    ['outside', {}, 'from blocks import block', 'the module blocks is not known'],
    [
      'cycle',
      { '/project/blocks.py': 'from main import f\nblock = f()\n' },
      'from blocks import block',
      'the file imports itself by way of others',
    ],
  ] as const)('%s: unknown with the reason', (_name, files, line, reason) => {
    const text = `import keras\n${line}\ny = keras.layers.Dense(2)(block(keras.Input((2,))))\n`;
    const analysis = analyzeIn({ ...files, '/project/main.py': text }, '/project/main.py');
    expect(rowTexts(analysis).at(-1)).toBe(`Dense: ${reason}`);
    expect(problemsOf(analysis)).toEqual([]);
  });

  it('lets two files import each other', () => {
    const files = {
      '/project/a.py': 'import b\nSIZE = 3\ndef size():\n    return b.DOUBLE\n',
      '/project/b.py': 'import a\nDOUBLE = 6\n',
      '/project/main.py': 'import keras, a\ny = keras.layers.Dense(a.size())(keras.Input((2,)))\n',
    };
    expect(rowTexts(analyzeIn(files, '/project/main.py'))[1]).toBe('Dense (None, 6) 18');
  });

  it('never reads a file for a library', () => {
    const text =
      'import numpy as np\nfrom keras import layers\nimport tensorflow as tf\nfrom tensorflow.keras import Model\n';
    const files = { '/project/keras.py': 'layers = 1\n', '/project/main.py': text };
    expect([...analyzeIn(files, '/project/main.py').dependencies]).toEqual([]);
  });

  it('ends what an endless import does', () => {
    const files = { '/project/spin.py': 'while True:\n    x = 1\n', '/project/main.py': 'import spin\n' };
    const { graph } = analyzeIn(files, '/project/main.py');
    expect(graph.stopped === null || graph.stopped.span.end <= 12).toBe(true);
  });
});
