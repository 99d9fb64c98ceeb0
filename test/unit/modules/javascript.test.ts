/** Imports between files of TypeScript and JavaScript. */
import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../../src/core/problems';
import { analyzeIn, type Files, placeTexts, rowTexts } from './support';

const blocks = `import * as tf from '@tensorflow/tfjs';
export const UNITS = 6;
export function head(units: number = UNITS) { return tf.layers.dense({ units, inputShape: [4] }); }
export default head;
`;
const common = `const tf = require('@tensorflow/tfjs');
function head(units = 6) { return tf.layers.dense({ units, inputShape: [4] }); }
module.exports = { head, UNITS: 6 };
`;
const use = (line: string, call: string): string =>
  `import * as tf from '@tensorflow/tfjs';\n${line}\nconst model = tf.sequential();\nmodel.add(${call});\n`;
const expected = ['Dense (None, 6) 30'];

const layouts: readonly (readonly [string, Files, string, string, string])[] = [
  ['named', { '/project/blocks.ts': blocks }, '/project/main.ts', "import { head } from './blocks';", 'head()'],
  [
    'renamed',
    { '/project/blocks.ts': blocks },
    '/project/main.ts',
    "import { head as h, UNITS } from './blocks';",
    'h(UNITS)',
  ],
  ['default', { '/project/blocks.ts': blocks }, '/project/main.ts', "import make from './blocks';", 'make()'],
  [
    'namespace',
    { '/project/blocks.ts': blocks },
    '/project/main.ts',
    "import * as b from './blocks';",
    'b.head(b.UNITS)',
  ],
  [
    'compiled name',
    { '/project/blocks.ts': blocks },
    '/project/main.ts',
    "import { head } from './blocks.js';",
    'head()',
  ],
  ['parent', { '/project/blocks.ts': blocks }, '/project/net/main.ts', "import { head } from '../blocks';", 'head()'],
  ['index', { '/project/net/index.ts': blocks }, '/project/main.ts', "import { head } from './net';", 'head()'],
  [
    're-export',
    { '/project/net/index.ts': "export { head } from './blocks';\n", '/project/net/blocks.ts': blocks },
    '/project/main.ts',
    "import { head } from './net';",
    'head()',
  ],
  [
    're-export all',
    {
      '/project/net/index.ts': "export * from './other';\nexport * from './blocks';\n",
      '/project/net/other.ts': 'export const z = 1;\n',
      '/project/net/blocks.ts': blocks,
    },
    '/project/main.ts',
    "import { head } from './net';",
    'head()',
  ],
  [
    're-export as',
    { '/project/net/index.ts': "export * as blocks from './blocks';\n", '/project/net/blocks.ts': blocks },
    '/project/main.ts',
    "import { blocks } from './net';",
    'blocks.head()',
  ],
  [
    'tsconfig paths',
    {
      '/project/src/net/blocks.ts': blocks,
      '/project/tsconfig.json': '{ // paths\n "compilerOptions": { "paths": { "@/*": ["./src/*"] }, } }',
    },
    '/project/src/app/main.ts',
    "import { head } from '@/net/blocks';",
    'head()',
  ],
  [
    'tsconfig base',
    {
      '/project/src/net/blocks.ts': blocks,
      '/project/tsconfig.base.json': '{ "compilerOptions": { "baseUrl": "src" } }',
      '/project/tsconfig.json': '{ "extends": "./tsconfig.base.json" }',
    },
    '/project/src/app/main.ts',
    "import { head } from 'net/blocks';",
    'head()',
  ],
  ['require', { '/project/blocks.js': common }, '/project/main.js', "const { head } = require('./blocks');", 'head()'],
  [
    'require whole',
    { '/project/blocks.js': common },
    '/project/main.js',
    "const blocks = require('./blocks.js');",
    'blocks.head(blocks.UNITS)',
  ],
  [
    'import of CommonJS',
    { '/project/blocks.js': common },
    '/project/main.js',
    "import { head } from './blocks.js';",
    'head()',
  ],
  [
    'default of CommonJS',
    { '/project/blocks.js': common },
    '/project/main.js',
    "import blocks from './blocks.js';",
    'blocks.head()',
  ],
  [
    'exports.name',
    { '/project/blocks.js': common.replace('module.exports = { head, UNITS: 6 }', 'exports.head = head') },
    '/project/main.js',
    "const { head } = require('./blocks');",
    'head()',
  ],
  [
    'module.exports.name',
    { '/project/blocks.js': common.replace('module.exports = { head, UNITS: 6 }', 'module.exports.head = head') },
    '/project/main.js',
    "const { head } = require('./blocks');",
    'head()',
  ],
  [
    'JSON',
    { '/project/config.json': '{ "units": 6 }', '/project/blocks.ts': blocks },
    '/project/main.ts',
    "import { head } from './blocks';\nimport config from './config.json';",
    'head(config.units)',
  ],
  [
    'required JSON',
    { '/project/config.json': '{ "units": 6 }', '/project/blocks.js': common },
    '/project/main.js',
    "const { head } = require('./blocks');\nconst { units } = require('./config.json');",
    'head(units)',
  ],
];

describe('imports of TypeScript and JavaScript', () => {
  it.each(layouts)('%s', (_name, files, path, line, call) => {
    const analysis = analyzeIn({ ...files, [path]: use(line, call) }, path);
    expect(rowTexts(analysis)).toEqual(expected);
    expect(problemsOf(analysis)).toEqual([]);
    expect(placeTexts(analysis)).toEqual([call]);
  });

  it('does not run what a file does only when it is run', () => {
    const blocks = `${common}if (require.main === module) { head(3); }\n`;
    const files = {
      '/project/blocks.js': blocks,
      '/project/main.js': use("const { head } = require('./blocks');", 'head()'),
    };
    expect(rowTexts(analyzeIn(files, '/project/main.js'))).toEqual(expected);
  });

  it.each([
    ['missing', {}, 'there is no file for the import of ./blocks'],
    ['broken', { '/project/blocks.ts': 'export function (\n' }, 'blocks.ts has a syntax error'],
  ] as const)('%s: unknown with the reason', (_name, files, reason) => {
    const analysis = analyzeIn(
      { ...files, '/project/main.ts': use("import { head } from './blocks';", 'head()') },
      '/project/main.ts',
    );
    expect(analysis.graph.models[0]?.unknown).toBe(reason);
    expect(problemsOf(analysis)).toEqual([]);
  });
});
