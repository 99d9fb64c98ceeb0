/** What the command line says to wrong arguments, and which files it finds. */
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CliOutput } from '../../src/protocol/cli-output';
import { example, inFolder, runCli } from '../support/cli';

const net = 'import keras\ny = keras.layers.Dense(4)(keras.Input((3,)))\n';

describe('misuse', () => {
  it.each([
    [['paint'], /unknown command 'paint'/],
    [['summary'], /missing required argument 'path'/],
    [['summary', 'nothing.py'], /nothing\.py does not exist/],
    [['summary', 'nothing/*.py'], /no file matches nothing\/\*\.py/],
    [['summary', '--format', 'xml', 'examples'], /Allowed choices are table, json, markdown/],
    [['check', '--format', 'table', 'examples'], /Allowed choices are text, json, sarif, github/],
    [['check', '--max-warnings', 'many', 'examples'], /whole number/],
    [['check', '--dry-run', 'examples'], /--fix/],
    [['summary', 'README.md', 'package.json', 'LICENSE'], /ConvLint reads .*\.py.*\.ipynb/],
    [['summary', '-'], /--language/],
    [['explain', 'examples/conv_mnist.py'], /write FILE:LINE/],
    [['explain', 'examples/conv_mnist.py:9999'], /there are \d+ lines/],
    [['explain', 'examples/conv_mnist.ipynb:2'], /#CELL:LINE/],
    [['explain', 'examples/conv_mnist.py#3:2'], /has no cells/],
  ])('%j', async (args, message) => {
    const { code, stderr } = await runCli(args);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(code).toBe(2);
  });

  it('is not asking for help or the version', async () => {
    expect(await runCli(['--help'])).toMatchObject({ code: 0, stdout: expect.stringContaining('summary') });
    expect((await runCli(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('files', () => {
  const shown = async (args: readonly string[], cwd: string): Promise<string[]> => {
    const { stdout } = await runCli(['summary', '--format', 'json', ...args], { cwd });
    return (JSON.parse(stdout) as CliOutput).files.map(({ path }) => path);
  };

  it('of folders are searched, and .gitignore is obeyed', () =>
    inFolder(
      {
        '.gitignore': 'build/\n*.gen.py\n',
        'a.py': net,
        'deep/b.py': net,
        'deep/.gitignore': '/local.py\n!kept.gen.py\n',
        'deep/local.py': net,
        'build/c.py': net,
        'd.gen.py': net,
        'node_modules/e/e.py': net,
        'notes.txt': 'keras',
        'plain.py': 'print(1)\n',
      },
      async (cwd) => {
        mkdirSync(join(cwd, '.git'));
        expect(await shown(['.'], cwd)).toEqual(['a.py', 'deep/b.py']);
        expect(await shown(['deep', '.'], cwd)).toEqual(['deep/b.py', 'a.py']);
        expect(await shown(['build/c.py', 'a.py', './a.py'], cwd)).toEqual(['build/c.py', 'a.py']);
      },
    ));

  it('of globs are found', () =>
    inFolder({ 'a.py': net, 'b.py': net, 'c.ts': '' }, async (cwd) => {
      expect(await shown(['*.py'], cwd)).toEqual(['a.py', 'b.py']);
    }));

  it('behind links are found by name; a search does not follow links, which can go in circles', () =>
    inFolder({ 'deep/a.py': net }, async (cwd) => {
      symlinkSync(cwd, join(cwd, 'deep/loop'));
      symlinkSync('self.py', join(cwd, 'self.py'));
      symlinkSync('gone.py', join(cwd, 'dangling.py'));
      symlinkSync('deep/a.py', join(cwd, 'link.py'));
      expect(await shown(['.'], cwd)).toEqual(['deep/a.py']);
      expect(await shown(['link.py'], cwd)).toEqual(['link.py']);
      expect(await runCli(['summary', 'self.py'], { cwd })).toMatchObject({ code: 2, stdout: '' });
    }));

  it('can come from standard input', async () => {
    const { stdout, code } = await runCli(['summary', '-', '--language', 'python', '--format', 'json'], { input: net });
    const [file] = (JSON.parse(stdout) as CliOutput).files;
    expect([code, file!.path, file!.layers.length]).toEqual([0, '<stdin>', 2]);
  });
});

describe('explain', () => {
  it('tells how the numbers of a layer come about, in files and cells', async () => {
    const file = await runCli(['explain', `${example('conv_mnist.py')}:19`]);
    const notebook = await runCli(['explain', `${example('conv_mnist.ipynb')}#11:2`]);
    expect(file.code).toBe(0);
    expect(file.stdout).toContain('(None, 28, 28, 5) → (None, 13, 13, 16)');
    expect(notebook.stdout).toBe(file.stdout);
    const json = JSON.parse((await runCli(['summary', '--format', 'json', example('conv_mnist.py')])).stdout);
    const row = json.files[0].layers.find((each: { line: number }) => each.line === 19);
    expect(file.stdout).toContain(`= ${row.params}`);
  });

  it('says where no layer is', async () => {
    const { code, stdout } = await runCli(['explain', `${example('conv_mnist.py')}:1`]);
    expect([code, stdout]).toEqual([1, expect.stringContaining('no layer')]);
  });
});
