/** `convlint check --fix` and `--dry-run`, in every language. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CliOutput } from '../../src/protocol/cli-output';
import { example, inFolder, runCli } from '../support/cli';

const read = (name: string): string => readFileSync(example(name), 'utf8');
const examples = [
  'conv_mnist.py',
  'conv_mnist.ts',
  'conv_mnist.ipynb',
  'conv_mnist.convlint.json',
  'conv_mnist_keras3.json',
];

async function problemsIn(cwd: string, file: string): Promise<CliOutput['files'][0]['problems']> {
  return JSON.parse((await runCli(['check', '--format', 'json', file], { cwd })).stdout).files[0].problems;
}

describe('--fix', () => {
  it.each(examples)('mends %s, and running it again changes nothing', (name) =>
    inFolder({ [name]: read(name) }, async (cwd) => {
      const before = await problemsIn(cwd, name);
      const { stderr } = await runCli(['check', '--fix', name], { cwd });
      expect(Number(/(\d+) problems? fixed/.exec(stderr)?.[1])).toBeGreaterThan(0);
      const mended = readFileSync(join(cwd, name), 'utf8');
      expect(mended).not.toBe(read(name));
      const after = await problemsIn(cwd, name);
      expect(after.length).toBeLessThan(before.length);
      expect(after.filter(({ severity }) => severity === 'error')).toEqual([]);
      await runCli(['check', '--fix', name], { cwd });
      expect(readFileSync(join(cwd, name), 'utf8')).toBe(mended);
    }),
  );

  it('keeps everything of a notebook but the code that it changes', () =>
    inFolder({ 'net.ipynb': read('conv_mnist.ipynb') }, async (cwd) => {
      await runCli(['check', '--fix', 'net.ipynb'], { cwd });
      const without = (text: string): unknown => {
        const notebook = JSON.parse(text);
        delete notebook.cells[11].source;
        return notebook;
      };
      expect(without(readFileSync(join(cwd, 'net.ipynb'), 'utf8'))).toEqual(without(read('conv_mnist.ipynb')));
    }));

  it('keeps line ends and the byte order mark', () =>
    inFolder({ 'net.py': `\ufeff${read('conv_mnist.py').replaceAll('\n', '\r\n')}` }, async (cwd) => {
      await runCli(['check', '--fix', 'net.py'], { cwd });
      const text = readFileSync(join(cwd, 'net.py'), 'utf8');
      expect(text).toContain('shape=(28, 28, 1)');
      expect(text.startsWith('\ufeff"""')).toBe(true);
      expect(text.match(/(?<!\r)\n/g)).toBeNull();
    }));

  it('leaves a file that is not UTF-8 and says so', async () => {
    const latin = Buffer.from(read('conv_mnist.py').replace('as a program', 'für Übungen'), 'latin1');
    await inFolder({ 'net.py': latin }, async (cwd) => {
      const { stderr, stdout } = await runCli(['check', '--fix', 'net.py'], { cwd });
      expect(stderr).toContain('not written in UTF-8');
      expect(stdout).toContain('input-data-mismatch');
      expect(readFileSync(join(cwd, 'net.py')).equals(latin)).toBe(true);
    });
  });
});

describe('--fix --dry-run', () => {
  it('prints a patch that makes what --fix makes, and leaves the file', () =>
    inFolder({ 'net.py': read('conv_mnist.py') }, async (cwd) => {
      const { stdout, code } = await runCli(['check', '--fix', '--dry-run', 'net.py'], { cwd });
      expect(code).toBe(1);
      expect(readFileSync(join(cwd, 'net.py'), 'utf8')).toBe(read('conv_mnist.py'));
      const applied = spawnSync('git', ['apply', '-'], { cwd, input: stdout, encoding: 'utf8' });
      expect(applied.stderr).toBe('');
      const patched = readFileSync(join(cwd, 'net.py'), 'utf8');
      await inFolder({ 'net.py': read('conv_mnist.py') }, async (other) => {
        await runCli(['check', '--fix', 'net.py'], { cwd: other });
        expect(patched).toBe(readFileSync(join(other, 'net.py'), 'utf8'));
      });
    }));

  it('prints nothing and ends well where nothing is to be mended', () =>
    inFolder({ 'net.py': 'print(1)\n' }, async (cwd) => {
      expect(await runCli(['check', '--fix', '--dry-run', 'net.py'], { cwd })).toEqual({
        code: 0,
        stdout: '',
        stderr: '',
      });
    }));
});
