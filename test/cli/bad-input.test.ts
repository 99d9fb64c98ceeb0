/** Files that are broken, odd or huge: the command line stays up and shows the rest. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CliOutput } from '../../src/protocol/cli-output';
import { cliPath, copyCli, inFolder, runCli } from '../support/cli';

const head = 'import keras\nx = keras.Input((28, 28, 1))\n';
const layer = 'y = keras.layers.Conv2D(8, 3)(x)\n';

async function rowsOf(name: string, content: string | Uint8Array): Promise<(string | null)[][]> {
  return inFolder({ [name]: content }, async (cwd) => {
    const { code, stdout, stderr } = await runCli(['summary', '--format', 'json', name], { cwd });
    expect([code, stderr]).toEqual([0, '']);
    const checked = await runCli(['check', name], { cwd });
    expect([0, 1]).toContain(checked.code);
    expect(checked.stderr).toBe('');
    const [file] = (JSON.parse(stdout) as CliOutput).files;
    return file!.layers.map((row) => [row.class, JSON.stringify(row.outputs[0])]);
  });
}

const conv = ['Conv2D', '[null,26,26,8]'];
const input = ['InputLayer', '[null,28,28,1]'];

function notebook(...cells: string[]): string {
  const code = cells.map((source) => ({ cell_type: 'code', metadata: {}, outputs: [], source }));
  return JSON.stringify({ cells: code, metadata: {}, nbformat: 4, nbformat_minor: 5 });
}

describe('the rest is shown', () => {
  it.each([
    ['half-typed code', 'a.py', `${head}${layer}z = keras.layers.Dense(`],
    ['an import that does not exist', 'a.py', `from nowhere import everything\n${head}${layer}everything(y)\n`],
    ['a syntax error in one cell', 'a.ipynb', notebook(head, 'for for in )(', layer)],
    ['a cell of magic', 'a.ipynb', notebook(head, '%matplotlib inline\n!pip install keras', '%%bash\nls -l', layer)],
    ['a notebook with a trailing comma', 'a.ipynb', notebook(head, layer).replace(/}$/, ',}')],
    ['CRLF', 'a.py', (head + layer).replaceAll('\n', '\r\n')],
    ['a byte order mark', 'a.py', `\ufeff${head}${layer}`],
    ['tabs', 'a.py', `${head}if True:\n\ty = keras.layers.Conv2D(8, 3)(x)\n`],
    ['Latin-1 bytes', 'a.py', Buffer.from(`# für Übungen\n${head}${layer}`, 'latin1')],
    ['UTF-16', 'a.py', Buffer.from(`\ufeff${head}${layer}`, 'utf16le')],
    ['old line ends', 'a.py', (head + layer).replaceAll('\n', '\r')],
  ])('of %s', async (_, name, content) => {
    expect((await rowsOf(name, content)).slice(0, 2)).toEqual([input, conv]);
  });

  it.each([
    ['an empty file', 'a.py', ''],
    ['an empty notebook', 'a.ipynb', '{"cells": []}'],
    ['empty JSON', 'a.json', ''],
    ['JSON that is no model', 'a.json', '[1, 2,]'],
    ['an empty layer spec', 'a.convlint.json', ''],
  ])('of %s, which is nothing', async (_, name, content) => {
    expect(await rowsOf(name, content)).toEqual([]);
  });

  it('of a negative number of filters, which is refused', () =>
    inFolder({ 'a.py': `${head}y = keras.layers.Conv2D(-1, 3)(x)\n` }, async (cwd) => {
      const { code, stdout } = await runCli(['check', 'a.py'], { cwd });
      expect([code, stdout]).toEqual([1, expect.stringMatching(/a\.py:3:\d+ error .*-1/)]);
      expect((await runCli(['summary', 'a.py'], { cwd })).stdout).toMatch(/not known because .*-1/);
    }));

  it('of an input without a shape', async () => {
    const rows = await rowsOf('a.py', 'import keras\nx = keras.Input(shape=None)\ny = keras.layers.Dense(4)(x)\n');
    expect(rows.map(([name]) => name)).toContain('Dense');
  });
});

describe('a file that cannot be read', () => {
  it('is told, and the others are shown', () =>
    inFolder({ 'good.py': head + layer, 'binary.py': new Uint8Array([1, 0, 2, 0]) }, async (cwd) => {
      const { code, stdout, stderr } = await runCli(['summary', '.'], { cwd });
      expect([code, stderr]).toEqual([2, 'convlint: binary.py is not text\n']);
      expect(stdout).toContain('conv2d (Conv2D)');
    }));

  // The user `nobody` may read nothing that is not open to all; only root may become that user.
  it.skipIf(process.getuid?.() === undefined)('without permission is told, and the others are shown', () =>
    inFolder({ 'good.py': head + layer, 'shut.py': head }, async (cwd) => {
      mkdirSync(join(cwd, 'closed'));
      writeFileSync(join(cwd, 'closed/a.py'), head);
      chmodSync(join(cwd, 'shut.py'), 0);
      chmodSync(join(cwd, 'closed'), 0);
      chmodSync(cwd, 0o755);
      const uid = process.getuid!() === 0 ? { uid: 65534 } : {};
      const { code, stdout, stderr } = await inFolder({}, (folder) =>
        runCli(['summary', '.'], { cwd, cli: copyCli(folder), ...uid }),
      );
      chmodSync(join(cwd, 'closed'), 0o755);
      expect(code).toBe(2);
      expect(stderr).toContain('closed cannot be searched: permission denied');
      expect(stderr).toContain('shut.py cannot be read: permission denied');
      expect(stdout).toContain('conv2d (Conv2D)');
    }),
  );
});

describe('a huge file', () => {
  const filler = (text: (i: number) => string): string => {
    let all = '';
    for (let i = 0; all.length < 5_000_000; i++) all += text(i);
    return all;
  };
  it.each([
    ['Python', 'a.py', `${head}${layer}${filler((i) => `def f${i}(x):\n    return x + ${i}\n\n`)}`],
    ['a list', 'a.py', `${head}${layer}DATA = [${filler((i) => `${i}, `)}]\n`],
    ['one line', 'a.py', `${head}${layer}z = ${filler((i) => `${i} + `)}1\n`],
    [
      'TypeScript',
      'a.ts',
      `import * as tf from '@tensorflow/tfjs';\nconst y = tf.layers.conv2d({ filters: 8, kernelSize: 3 }).apply(tf.input({ shape: [28, 28, 1] }));\n${filler((i) => `function f${i}(x: number) { return x + ${i}; }\n`)}`,
    ],
  ])('of %s ends soon, and its beginning is shown', { timeout: 60_000 }, (_, name, content) =>
    inFolder({ [name]: content }, async (cwd) => {
      const { code, stdout } = await runCli(['summary', name], { cwd });
      expect(code).toBe(0);
      expect(stdout).toMatch(/Conv2D.*\(None, 26, 26, 8\)/);
      expect(stdout).toMatch(/nothing after .* is known because the (file|text) is longer than/);
    }),
  );

  it('of data ends soon', { timeout: 60_000 }, async () => {
    expect(await rowsOf('a.json', `[${filler((i) => `{"a": ${i}},`)}0]`)).toEqual([]);
  });
});

/** An answer within a second and 300 MB, of which a busy machine makes several; Node itself ends what needs more memory. */
describe('within its time and memory', () => {
  const env = { NODE_OPTIONS: '--max-old-space-size=200' };
  const layers = 'x = keras.layers.Conv2D(8, 3, padding="same")(x)\n';
  const brackets = 'more than 1000 brackets are open';
  const steps = 'the program takes too many steps to follow';

  it.each([
    ['a loop without end', 'a.py', 'n = 1\nwhile True:\n    n = n + 1\n    z = keras.layers.Dense(n)(y)\n', ''],
    ['deep recursion', 'a.py', 'def f(n):\n    keras.layers.Dense(n)\n    return f(n + 1) + f(n + 2)\nf(1)\n', steps],
    ['a billion elements', 'a.py', 'a = [0] * 10**9\nb = {i: i for i in range(10**9)}\n', steps],
    [
      'loops in loops, and what stands after them,',
      'a.py',
      'for i in range(10**5):\n  for j in range(10**5):\n    k = i * j\nz = keras.layers.Conv2D(16, 5)(y)\n',
      '(None, 22, 22, 16)',
    ],
    ['5 MB of layers', 'a.py', layers.repeat(5_000_000 / layers.length), 'the text is longer than 150,000 characters'],
    ['open brackets', 'a.py', `z = ${'('.repeat(100_000)}`, brackets],
    ['open brackets of all kinds', 'a.py', `z = ${'([{'.repeat(33_333)}`, brackets],
    ['calls that are not closed', 'a.py', `z = ${'f('.repeat(50_000)}`, brackets],
    ['brackets in lines of their own', 'a.py', '{\n'.repeat(50_000), brackets],
  ])('%s is answered', { timeout: 60_000 }, (_, name, content, reason) =>
    inFolder({ [name]: head + layer + content }, async (cwd) => {
      const start = performance.now();
      const { code, stdout, stderr } = await runCli(['summary', name], { cwd, env });
      expect(performance.now() - start).toBeLessThan(8_000);
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toMatch(/Conv2D.*\(None, 26, 26, 8\)/);
      expect(stdout).toContain(reason);
    }),
  );

  it('open brackets in JavaScript are answered', { timeout: 60_000 }, () =>
    inFolder({ 'a.js': `const z = ${'['.repeat(100_000)}` }, async (cwd) => {
      expect((await runCli(['summary', 'a.js'], { cwd, env })).stdout).toContain(brackets);
    }),
  );
});

describe('JSON of 100 MB', () => {
  const layer = '{"class_name": "Dense", "config": {"units": 2, "name": "d"}},';
  const repeated = (text: string): string => text.repeat(Math.ceil(100_000_000 / text.length));
  // Node itself ends a process that needs more.
  const env = { NODE_OPTIONS: '--max-old-space-size=400' };

  it.each([
    ['a model', `{"class_name": "Sequential", "config": {"layers": [${repeated(layer)}{}]}}`],
    ['a model that is cut off', `{"class_name": "Sequential", "config": {"layers": [${repeated(layer)}`],
    ['brackets', `{"layers": ${repeated('[')}`],
  ])('of %s is told in bounded time and memory', { timeout: 60_000 }, (_, content) =>
    inFolder({ 'big.json': content }, async (cwd) => {
      const start = performance.now();
      const checked = await runCli(['check', 'big.json'], { cwd, env });
      expect(performance.now() - start).toBeLessThan(20_000);
      const reason = 'the file is longer than 24 million characters';
      expect(checked).toMatchObject({ code: 1, stderr: '' });
      expect(checked.stdout).toContain(`big.json:1:1 error ${reason}, so it is not analysed`);
      const { code, stdout } = await runCli(['summary', 'big.json'], { cwd, env });
      expect([code, stdout]).toEqual([0, expect.stringContaining(`because ${reason}`)]);
    }),
  );

  it('of data is passed over', { timeout: 60_000 }, () =>
    inFolder({ 'big.json': `[${repeated('1.5,')}1]` }, async (cwd) => {
      expect(await runCli(['check', 'big.json'], { cwd, env })).toEqual({
        code: 0,
        stdout: 'no problems in 1 file\n',
        stderr: '',
      });
    }),
  );
});

describe('a reader that closes the pipe', () => {
  it('ends the program quietly', () =>
    inFolder({ 'a.py': `${head}${layer.repeat(3000)}` }, async (cwd) => {
      const command = `"${process.execPath}" "${cliPath}" summary a.py | head -n 1`;
      const { stdout, stderr } = spawnSync('sh', ['-c', command], { cwd, encoding: 'utf8' });
      expect([stdout, stderr]).toEqual(['a.py\n', '']);
    }));

  it('gets all of a big output otherwise', () =>
    inFolder({ 'a.py': `${head}${layer.repeat(3000)}` }, async (cwd) => {
      const { stdout } = await runCli(['summary', '--format', 'json', 'a.py'], { cwd });
      expect((JSON.parse(stdout) as CliOutput).files[0]!.layers).toHaveLength(3001);
    }));
});
