/** The recorded files are whole, and the page of facts says what they say. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadTables, outputShapes, type RecordedRow, type RowTable } from './load-rows';

const keras = loadTables('keras');
const tfjs = loadTables('tfjs');

/** Layers whose args are things of a program, of which a table can hold few. */
const fewRows: ReadonlyMap<string, number> = new Map([
  ['StackedRNNCells', 10],
  ['Wrapper', 5],
  ['Lambda', 4],
  ['TFSMLayer', 2],
  ['FlaxLayer', 1],
  ['JaxLayer', 1],
  ['TorchModuleWrapper', 1],
]);

const onlyInTfjs: ReadonlySet<string> = new Set(['ConvLSTM2DCell', 'RandomWidth', 'ThresholdedReLU']);

describe.each([...keras, ...tfjs].map((table) => [`${table.layer} ${Object.keys(table.versions)[0]}`, table] as const))(
  'the table of %s',
  (_, { layer, versions, rows }) => {
    test('names the versions that answered', () => {
      for (const version of [versions.keras ?? versions.tfjs, versions.tensorflow ?? versions.tfjs]) {
        expect(version).toMatch(/^\d+\.\d+\.\d+$/);
      }
    });

    test('has an output or a refusal in every row, and counts that are the sum of the weights', () => {
      expect(rows.length).toBeGreaterThanOrEqual(fewRows.get(layer) ?? 12);
      for (const row of rows) expect(faultOf(row), JSON.stringify(row)).toBeUndefined();
    });

    test('asks nothing twice', () => {
      const questions = rows.map((row) => JSON.stringify(questionOf(row)));
      expect(questions.filter((question, i) => questions.indexOf(question) !== i)).toEqual([]);
    });
  },
);

/** A row without its answer. */
function questionOf(row: RecordedRow): object {
  const { output, outputDtype, params, trainable, weights, refused, run, withLists, ...question } = row as RecordedRow &
    Record<string, unknown>;
  return question;
}

function faultOf(row: RecordedRow): string | undefined {
  if (row.refused)
    return row.output !== null ? 'both an output and a refusal' : row.refused.message ? undefined : 'no message';
  if (outputShapes(row).some((shape) => !Array.isArray(shape))) return 'an output that is no shape';
  if (row.params !== count(row.weights)) return 'params differ from the weights';
  if (row.trainable !== count(row.weights.filter(({ trainable }) => trainable)))
    return 'trainable differs from the weights';
  return undefined;
}

function count(weights: readonly { readonly shape: readonly (number | string | null)[] }[]): number {
  // TensorFlow.js counts on across a hole in a shape, and takes [4] for 4.
  return weights.reduce(
    (sum, { shape }) =>
      sum + shape.reduce<number>((product, dim) => product * (dim === 'undefined' ? 1 : Number(dim)), 1),
    0,
  );
}

test('TensorFlow.js was asked what Keras was asked', () => {
  for (const table of tfjs) {
    const sibling = keras.find(({ file }) => file === table.file);
    // Layers that Keras lacks have questions of their own.
    if (!sibling && onlyInTfjs.has(table.layer)) continue;
    const asked = ({ rows }: RowTable) => rows.map(({ input, inputs, dtype }) => ({ input, inputs, dtype }));
    expect(asked(table), table.layer).toEqual(asked(sibling!));
  }
});

test('the signatures cover every layer that has a table', () => {
  const signatures = readJson('signatures/keras-layers.json');
  const names = new Set(signatures.layers.map(({ name }: { name: string }) => name));
  expect(keras.map(({ layer }) => layer).filter((layer) => !names.has(layer))).toEqual([]);
  expect(signatures.keras).toBe(keras[0]!.versions.keras);
});

describe('the recorded models', () => {
  const folder = join(import.meta.dirname, 'models');
  const sources = readdirSync(folder).filter((file) => file.endsWith('.py'));

  test.each(sources)('%s was asked of all three frameworks', (source) => {
    const name = source.replace('.py', '');
    for (const suffix of ['.json', '.keras2.json', '.tfjs.json'])
      expect(existsSync(join(folder, name + suffix))).toBe(true);
    const { built, rows, params } = readJson(`models/${name}.json`);
    expect(rows.length).toBeGreaterThan(0);
    if (built) expect(rows.reduce((sum: number, row: { params: number }) => sum + row.params, 0)).toBe(params);
  });
});

describe('docs/keras-facts.md', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/keras-facts.md'), 'utf8');
  const shown = [
    ...page.matchAll(/^ {2}- `rows(-tfjs)?\/([\w-]+)\.json`: `(\{.*?\})`(?: on `(\[.*?\])`)?(?: (\w+))? → (.*)$/gm),
  ];

  test('shows every row in the form that is compared', () => {
    expect(shown.length).toBe(page.split('\n').filter((line) => line.startsWith('  - ')).length);
    expect(shown.length).toBeGreaterThan(50);
  });

  test.each(shown.map((match) => [match[0].trim(), match] as const))(
    '%s',
    (_, [, isTfjs, file, args, on, dtype, said]) => {
      const rows = (isTfjs ? tfjs : keras).find((table) => table.file === file)?.rows ?? [];
      const question = JSON.stringify([JSON.parse(args!), on ? JSON.parse(on) : undefined, dtype]);
      const row = rows.find((row) => JSON.stringify([row.args, row.inputs ?? row.input, row.dtype]) === question);
      expect(row && inWords(row)).toBe(said);
    },
  );
});

function inWords(row: RecordedRow): string {
  if (row.refused) return `refused at ${row.refused.at}`;
  const params = row.params ? `, ${row.params.toLocaleString('en')} params` : '';
  const split = row.params === row.trainable ? '' : ` (${row.trainable.toLocaleString('en')} trainable)`;
  const run = !row.run ? '' : `; on numbers ${'refused' in row.run ? 'refused' : spaced(row.run.output)}`;
  return `${spaced(row.output)}${params}${split}${run}`;
}

function spaced(value: unknown): string {
  return JSON.stringify(value).replaceAll(',', ', ');
}

function readJson(path: string) {
  return JSON.parse(readFileSync(join(import.meta.dirname, path), 'utf8'));
}
