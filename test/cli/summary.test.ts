/** `convlint summary` as a process: the numbers of the frameworks, in every format. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CliOutput, OutputInnerLayer } from '../../src/protocol/cli-output';
import { example, inFolder, runCli } from '../support/cli';

interface SeedRecord {
  readonly params: number;
  readonly rows: readonly {
    readonly class: string;
    readonly params: number;
    readonly applications: readonly (readonly (readonly (number | null)[])[])[];
  }[];
}

/** What real Keras said of a variant of the example network. */
function recordOf(variant: string): SeedRecord {
  return JSON.parse(readFileSync(new URL(`../oracle/models/seed-${variant}.json`, import.meta.url), 'utf8'));
}

const notebook = readFileSync(example('conv_mnist.ipynb'), 'utf8');
const variants: readonly [variant: string, change: (text: string) => string][] = [
  ['5-channels-valid', (text) => text],
  ['1-channel-valid', (text) => text.replace('shape=(28,28,5)', 'shape=(28,28,1)')],
  ['5-channels-same', (text) => text.replaceAll("padding='valid'", "padding='same'")],
  [
    '1-channel-same',
    (text) => text.replace('shape=(28,28,5)', 'shape=(28,28,1)').replaceAll("padding='valid'", "padding='same'"),
  ],
];

async function summaryOf(text: string): Promise<CliOutput> {
  return inFolder({ 'net.ipynb': text }, async (cwd) => {
    const { code, stdout } = await runCli(['summary', '--format', 'json', 'net.ipynb'], { cwd });
    expect(code).toBe(0);
    return JSON.parse(stdout);
  });
}

describe('the example notebook', () => {
  it.each(variants)('has the numbers of Keras with %s', async (variant, change) => {
    const record = recordOf(variant);
    const [file] = (await summaryOf(change(notebook))).files;
    expect(file!.layers.map(({ class: name, outputs, params }) => [name, outputs, params])).toEqual(
      record.rows.map(({ class: name, applications, params }) => [name, applications[0], params]),
    );
    expect(file!.models.map(({ name, params, trainable }) => [name, params, trainable])).toEqual([
      ['mynet', record.params, record.params],
    ]);
  });

  it('has the arrays that its own output shows', async () => {
    const printed = JSON.parse(notebook).cells[7].outputs[0].text.trim().split('\n');
    const { stdout } = await runCli(['summary', example('conv_mnist.ipynb')]);
    const shown = ['x_train', 'x_test'].map((name) => new RegExp(`${name} +(\\(.*?\\))`).exec(stdout)?.[1]);
    expect(shown).toEqual(printed);
  });

  it('is a table whose rows are those of the record', async () => {
    const record = recordOf('5-channels-valid');
    const { stdout } = await runCli(['summary', example('conv_mnist.ipynb')]);
    for (const { class: name, params } of record.rows) {
      const count = params.toLocaleString('en-US');
      expect(stdout).toMatch(new RegExp(`\\(${name}\\) .* ${count}( |$)`, 'm'));
    }
    expect(stdout).toContain(`total params ${record.params.toLocaleString('en-US')},`);
    expect(stdout.split('\n').every((line) => line === line.trimEnd())).toBe(true);
  });
});

describe('--expand-nested', () => {
  const program = 'test/agree/programs/nested-summary';
  const { models } = JSON.parse(readFileSync(`${program}.json`, 'utf8')) as {
    models: { name: string; expanded?: [layer: string, shape: string, count: string][] }[];
  };
  const printed = models.find(({ name }) => name === 'siamese')!.expanded!;
  /** Keras has a line per layer, the command line one per application. */
  const twice = printed.findIndex(([layer]) => layer === 'tower (Sequential)');
  const end = printed.findIndex(([layer], i) => i > twice && !layer.startsWith(' '));
  const expected = printed.toSpliced(end, 0, printed[twice]!);

  it.each(['table', 'markdown'])(
    'lists the layers of models within models as Keras prints them: %s',
    async (format) => {
      const args = ['summary', '--expand-nested', '--format', format, `${program}.py`];
      const { stdout, code } = await runCli(args);
      expect(code).toBe(0);
      const rows = stdout.split('\n').filter((line) => /^[| ]+\d+ /.test(line));
      expect(rows).toHaveLength(expected.length);
      for (const [i, cells] of expected.entries()) {
        for (const cell of cells) expect(rows[i]!.replaceAll('&emsp;', '   ')).toContain(cell);
      }
      const plain = await runCli(args.filter((arg) => arg !== '--expand-nested'));
      expect(plain.stdout).not.toContain('└');
    },
  );

  it('nests them in the JSON', async () => {
    const { stdout } = await runCli(['summary', '--expand-nested', '--format', 'json', `${program}.py`]);
    const [file] = (JSON.parse(stdout) as CliOutput).files;
    const names = (layers: readonly OutputInnerLayer[] | undefined, depth: number): string[] =>
      (layers ?? []).flatMap(({ name, class: className, layers: inner }) => [
        `${'   '.repeat(depth)}└ ${name} (${className})`,
        ...names(inner, depth + 1),
      ]);
    const tower = file!.layers.find(({ name, model }) => name === 'tower' && model === 'model')!;
    expect(names(tower.layers, 1)).toEqual(printed.slice(twice + 1, end).map(([layer]) => layer));
  });
});

describe('formats', () => {
  it('are aligned tables in Markdown', async () => {
    const { stdout, code } = await runCli(['summary', '--format', 'markdown', example('conv_mnist.py')]);
    expect(code).toBe(0);
    const table = stdout.split('\n').filter((line) => line.startsWith('|'));
    expect(new Set(table.map((line) => line.split('|').length)).size).toBe(1);
    expect(table).toHaveLength(2 + recordOf('5-channels-valid').rows.length);
  });

  it('have no colours where no terminal is, and colours where they are asked for', async () => {
    const colour = String.fromCharCode(27);
    expect((await runCli(['summary', example('conv_mnist.py')], { env: { CI: '1' } })).stdout).not.toContain(colour);
    expect((await runCli(['summary', example('conv_mnist.py')], { env: { FORCE_COLOR: '1' } })).stdout).toContain(
      colour,
    );
    const both = { FORCE_COLOR: '1', NO_COLOR: '1' };
    expect((await runCli(['check', example('conv_mnist.py')], { env: both })).stdout).not.toContain(colour);
  });
});

describe('what is not known', () => {
  const program = `import keras
from somewhere import filters
x = keras.Input((8, 8, 3))
y = keras.layers.Conv2D(filters, 3)(x)
y = keras.layers.Flatten()(y)
y = keras.layers.Dense(4)(y)
`;

  it('is told with its reason and does not end badly', () =>
    inFolder({ 'net.py': program }, async (cwd) => {
      const { code, stdout } = await runCli(['summary', 'net.py'], { cwd });
      expect(code).toBe(0);
      expect(stdout).toMatch(/^\? .*line \d.*: not known because /m);
      expect(stdout).toContain('input_layer');
    }));

  it('is counted by --coverage, the most frequent reason first', () =>
    inFolder({ 'net.py': program }, async (cwd) => {
      const json = await runCli(['summary', '--coverage', '--format', 'json', 'net.py'], { cwd });
      const { coverage, files } = JSON.parse(json.stdout) as CliOutput;
      const unknown = files[0]!.layers.flatMap((row) => row.unknown ?? []);
      expect(unknown.length).toBeGreaterThan(0);
      expect(coverage!.applications).toBe(files[0]!.layers.length);
      expect(coverage!.applications - coverage!.resolved).toBe(unknown.length);
      const counts = coverage!.reasons.map(({ applications }) => applications);
      expect(counts).toEqual([...counts].sort((a, b) => b - a));
      const { stdout } = await runCli(['summary', '--coverage', 'net.py'], { cwd });
      expect(stdout).toContain(`resolved ${coverage!.resolved} of ${coverage!.applications} layer applications`);
      for (const { reason } of coverage!.reasons) expect(stdout).toContain(reason);
    }));
});
