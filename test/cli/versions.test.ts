/** Numbers and problems hold for the version that a project uses, and the command line says which one that is. */
import { describe, expect, it } from 'vitest';
import type { CliOutput } from '../../src/protocol/cli-output';
import { inFolder, runCli } from '../support/cli';

// Keras before 3.14 made an output of no rows where the window is larger than the input.
const program = 'import keras\nx = keras.Input((4, 4, 1))\ny = keras.layers.Conv2D(8, 5)(x)\n';

describe('a project', () => {
  it.each([
    ['requirements.txt', 'keras==3.12.0\n', 'Keras 3.12, as requirements.txt says'],
    ['pyproject.toml', '[project]\ndependencies = ["keras<3.10"]\n', 'Keras 3.9, as pyproject.toml says'],
  ])('says its Keras in %s', (name, text, note) =>
    inFolder({ [name]: text, 'src/a.py': program, '.git/HEAD': '' }, async (cwd) => {
      const table = await runCli(['summary', 'src/a.py'], { cwd });
      expect(table.stdout).toContain(`src/a.py\nfor ${note}\n`);
      expect((await runCli(['summary', '--format', 'markdown', 'src/a.py'], { cwd })).stdout).toContain(`For ${note}.`);
      expect((await runCli(['explain', 'src/a.py:3'], { cwd })).stdout).toContain(note);
      const { stdout } = await runCli(['check', 'src/a.py'], { cwd });
      expect(stdout).toContain('Keras does not say so and makes an output of size 0 × 0');
    }),
  );

  it('that says nothing is for the newest', () =>
    inFolder({ 'a.py': program }, async (cwd) => {
      const { stdout } = await runCli(['summary', '--format', 'json', 'a.py'], { cwd });
      const [file] = (JSON.parse(stdout) as CliOutput).files;
      expect(file!.target).toEqual({ framework: 'keras', version: '3.15', said: null });
      expect(file!.problems[0]!.message).not.toContain('Keras does not say so');
      expect((await runCli(['summary', 'a.py'], { cwd })).stdout).not.toContain('Keras 3');
    }));
});

describe('the command line', () => {
  it('gives a version that counts before that of the project', () =>
    inFolder({ 'a.py': program, 'requirements.txt': 'keras==3.12.0\n' }, async (cwd) => {
      const newest = await runCli(['check', '--keras-version', '3.15', 'a.py'], { cwd });
      expect(newest.stdout).not.toContain('Keras does not say so');
      const older = await runCli(['summary', '--keras-version', '3.13.2', 'a.py'], { cwd });
      expect(older.stdout).toContain('for Keras 3.13, as --keras-version says');
    }));

  it('refuses what is no version', async () => {
    const { code, stderr } = await runCli(['summary', '--keras-version', 'newest', 'examples']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('must be a version such as 3.4')]);
  });
});
