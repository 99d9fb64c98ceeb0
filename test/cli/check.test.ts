/** `convlint check` as a process: reports, exit codes, limits. */
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { describe, expect, it } from 'vitest';
import type { CliOutput } from '../../src/protocol/cli-output';
import { example, inFolder, runCli } from '../support/cli';

const clean = `import keras
model = keras.Sequential([keras.Input((8,)), keras.layers.Dense(4, activation="relu"), keras.layers.Dense(1)])
`;
const warned = `import keras
model = keras.Sequential([keras.Input((8,)), keras.layers.Dense(4), keras.layers.Dense(1)])
`;
const broken = `import keras
y = keras.layers.Conv2D(8, 3)(keras.Input((2, 2, 1)))
`;

describe('exit codes', () => {
  it.each([
    ['0 without problems', { 'net.py': clean }, [], 0],
    ['1 with warnings', { 'net.py': warned }, [], 1],
    ['0 with as many warnings as are accepted', { 'net.py': warned }, ['--max-warnings', '1'], 0],
    ['1 with errors, whatever is accepted', { 'net.py': broken }, ['--max-warnings', '9'], 1],
  ])('%s', (_, files, args, expected) =>
    inFolder(files, async (cwd) => {
      const { code, stdout } = await runCli(['check', ...args, 'net.py'], { cwd });
      expect([code, stdout.length > 0]).toEqual([expected, true]);
    }),
  );
});

describe('reports', () => {
  it('name place, severity, message and rule, and the fix', async () => {
    const { stdout } = await runCli(['check', example('conv_mnist.ipynb')]);
    const output = await runCli(['check', '--format', 'json', example('conv_mnist.ipynb')]);
    const [{ problems }] = (JSON.parse(output.stdout) as CliOutput).files as [CliOutput['files'][0]];
    for (const { cell, line, column, severity, message, rule, fixes } of problems) {
      expect(stdout).toContain(`examples/conv_mnist.ipynb#${cell}:${line}:${column} ${severity} ${message} ${rule}\n`);
      for (const fix of fixes) expect(stdout).toContain(`fix: ${fix}\n`);
    }
    const error = problems.find(({ severity }) => severity === 'error')!;
    expect(error.fixes).not.toEqual([]);
  });

  it('are SARIF 2.1.0', async () => {
    const { stdout } = await runCli(['check', '--format', 'sarif', 'examples', 'test/oracle/models']);
    const schema = JSON.parse(readFileSync(new URL('sarif-2.1.0.schema.json', import.meta.url), 'utf8'));
    // One pattern of the schema is valid only without the `u` flag.
    const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false, unicodeRegExp: false });
    const validate = ajv.compile(schema);
    const log = JSON.parse(stdout);
    validate(log);
    expect(validate.errors ?? []).toEqual([]);
    const [run] = log.runs;
    const known = new Set(run.tool.driver.rules.map(({ id }: { id: string }) => id));
    expect(run.results.length).toBeGreaterThan(10);
    for (const { ruleId } of run.results) expect(known).toContain(ruleId);
    log.runs[0].results[0].level = 'fatal';
    expect(validate(log)).toBe(false);
  });

  it('are workflow commands for GitHub, one line each', () =>
    inFolder({ 'my net.py': broken }, async (cwd) => {
      const { stdout } = await runCli(['check', '--format', 'github', 'my net.py'], { cwd });
      expect(stdout).toMatch(/^::error file=my net\.py,line=2,endLine=2,col=\d+,endColumn=\d+,title=[\w-]+::.+\n$/);
    }));
});
