/** The JSON that programs read: every field with its type, on real files. */
import Ajv from 'ajv';
import { describe, expect, it } from 'vitest';
import type { CliOutput } from '../../src/protocol/cli-output';
import { example, inFolder, runCli } from '../support/cli';

const whole = { type: 'integer', minimum: 0 };
const line = { type: 'integer', minimum: 1 };
const text = { type: 'string' };
const orNull = (schema: object): object => ({ anyOf: [schema, { type: 'null' }] });
const list = (items: object): object => ({ type: 'array', items });
const shape = orNull(list(orNull({ type: 'integer' })));

/** All are required but the cell, and no others are there. */
function exactly(properties: Readonly<Record<string, object>>, optional: readonly string[] = ['cell']): object {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', properties, required, additionalProperties: false };
}

const place = { cell: whole, line };
const totals = { params: orNull(whole), trainable: orNull(whole), macs: orNull(whole), unknown: orNull(text) };

const inner = { class: text, name: text, outputs: list(shape), params: orNull(whole), macs: orNull(whole) };
const innerLayer = exactly({ ...inner, unknown: orNull(text), layers: list({ $ref: '#/$defs/innerLayer' }) }, [
  'layers',
]);

const schema = exactly({
  version: { const: 1 },
  files: list(
    exactly({
      path: text,
      target: exactly({ framework: { enum: ['keras', 'tfjs'] }, version: text, said: orNull(text) }),
      arrays: list(exactly({ ...place, name: text, shape, dtype: orNull(text) })),
      layers: list(
        exactly(
          {
            ...place,
            endLine: line,
            appliedAt: exactly(place),
            class: text,
            name: text,
            model: orNull(text),
            inputs: list(shape),
            outputs: list(shape),
            ...totals,
            layers: list({ $ref: '#/$defs/innerLayer' }),
          },
          ['cell', 'layers'],
        ),
      ),
      models: list(
        exactly({
          ...place,
          name: text,
          kind: { enum: ['sequential', 'functional', 'subclass'] },
          inputs: list(shape),
          outputs: list(shape),
          ...totals,
        }),
      ),
      problems: list(
        exactly({
          ...place,
          column: line,
          endLine: line,
          endColumn: line,
          rule: text,
          severity: { enum: ['error', 'warning', 'information', 'hint'] },
          message: text,
          fixes: list(text),
          related: list(exactly({ ...place, message: text })),
        }),
      ),
      stopped: orNull(exactly({ ...place, reason: text })),
    }),
  ),
});
const validate = new Ajv({ allErrors: true, strict: false }).compile({ ...schema, $defs: { innerLayer } });

async function outputOf(args: readonly string[], cwd?: string): Promise<CliOutput> {
  const { stdout } = await runCli(args, cwd ? { cwd } : {});
  const output = JSON.parse(stdout);
  validate(output);
  expect(validate.errors ?? []).toEqual([]);
  return output;
}

describe('the JSON of summary and check', () => {
  it.each(['summary', 'check'])('has the documented fields: %s', async (command) => {
    const { files } = await outputOf([command, '--format', 'json', 'examples', 'test/oracle/models/*.py']);
    expect(files.length).toBeGreaterThan(10);
  });

  it('has the layers of models within models where they are asked for', async () => {
    const program = 'test/agree/programs/nested-summary.py';
    const [file] = (await outputOf(['summary', '--expand-nested', '--format', 'json', program])).files;
    expect(file!.layers.some(({ layers }) => layers?.some((layer) => layer.layers?.length))).toBe(true);
    const [flat] = (await outputOf(['summary', '--format', 'json', program])).files;
    expect(flat!.layers.filter((layer) => 'layers' in layer)).toEqual([]);
  });

  it('refuses what is not documented', async () => {
    const { stdout } = await runCli(['summary', '--format', 'json', example('conv_mnist.py')]);
    const output = JSON.parse(stdout);
    expect(validate(output)).toBe(true);
    output.files[0].layers[0].params = '736';
    output.files[0].layers[1].colour = 'red';
    expect(validate(output)).toBe(false);
  });

  it('counts lines within cells for notebooks, and has no cells elsewhere', async () => {
    const cells = JSON.parse((await import('node:fs')).readFileSync(example('conv_mnist.ipynb'), 'utf8')).cells;
    const [notebook] = (await outputOf(['check', '--format', 'json', example('conv_mnist.ipynb')])).files;
    for (const row of notebook!.layers) {
      const source: string = cells[row.cell!].source;
      const name = row.class === 'InputLayer' ? 'Input' : row.class;
      expect(source.split('\n')[row.line - 1]).toContain(`${name}(`);
    }
    const fit = notebook!.problems.filter(({ severity }) => severity === 'error');
    expect(fit).toHaveLength(1);
    const { cell, line: at, column, endColumn } = fit[0]!;
    expect(cells[cell!].source.split('\n')[at - 1].slice(column - 1, endColumn - 1)).toBe('x_train');
    const [file] = (await outputOf(['check', '--format', 'json', example('conv_mnist.py')])).files;
    expect([...file!.layers, ...file!.models, ...file!.problems].filter((row) => 'cell' in row)).toEqual([]);
  });

  it('tells where a layer is made and where it is applied', () =>
    inFolder(
      {
        'net.py': `import keras
dense = keras.layers.Dense(
    4,
)
a = dense(keras.Input((3,)))
b = dense(keras.Input((3,)))
`,
      },
      async (cwd) => {
        const [file] = (await outputOf(['summary', '--format', 'json', 'net.py'], cwd)).files;
        const rows = file!.layers.filter((row) => row.class === 'Dense');
        expect(rows.map((row) => [row.line, row.endLine, row.appliedAt.line])).toEqual([
          [2, 4, 5],
          [2, 4, 6],
        ]);
      },
    ));

  it('says why where it has null', () =>
    inFolder({ 'net.py': 'import keras\ny = keras.layers.Dense(units)(keras.Input((3,)))\n' }, async (cwd) => {
      const [file] = (await outputOf(['summary', '--format', 'json', 'net.py'], cwd)).files;
      const row = file!.layers.find(({ class: name }) => name === 'Dense');
      expect(row).toMatchObject({ params: null, unknown: expect.stringMatching(/\w/) });
    }));
});
