/** The catalogue against recorded answers of real Keras and real TensorFlow.js: every row of every layer must agree. */
import { describe, expect, test } from 'vitest';
import { layerDefinition, layerDefinitions } from '../support/catalogue';
import { answerOf, targetOf, titleOf, truthsOf } from './compare';
import { exceptions } from './exceptions';
import { loadTables, type RowTable } from './load-rows';

/** `Input` is the function that makes an InputLayer and hands out its tensor. */
const functions: ReadonlySet<string> = new Set(['Input']);

const tables: readonly RowTable[] = [...loadTables('keras'), ...loadTables('tfjs')].filter(
  ({ layer }) => !functions.has(layer),
);

test('every recorded layer is in the catalogue', () => {
  expect(tables.filter(({ layer }) => !layerDefinition(layer)).map(({ layer }) => layer)).toEqual([]);
});

test('every layer of the catalogue is recorded', () => {
  const recorded = new Set(tables.map(({ layer }) => layerDefinition(layer)?.name));
  expect(layerDefinitions.map(({ name }) => name).filter((name) => !recorded.has(name))).toEqual([]);
});

test('every exception is a recorded row', () => {
  const titles = new Set(tables.flatMap((table) => table.rows.map((row) => keyOf(table, titleOf(row)))));
  expect(Object.keys(exceptions).filter((key) => !titles.has(key))).toEqual([]);
});

for (const table of tables) {
  const target = targetOf(table);
  describe(`${table.layer} in ${target.framework} ${target.version.join('.')}`, () => {
    test.each(table.rows.map((row) => [titleOf(row), row] as const))('%s', (title, row) => {
      const bug = exceptions[keyOf(table, title)];
      const answer = answerOf(table.layer, row, target);
      // A layer may have a reason to say nothing.
      if ('unknown' in answer && layerDefinition(table.layer)!.unknown) return;
      if (bug) expect(truthsOf(row), `no longer wrong: ${bug}`).not.toContainEqual(answer);
      else expect(truthsOf(row)).toContainEqual(answer);
    });
  });
}

function keyOf(table: RowTable, title: string): string {
  return `${targetOf(table).framework} ${table.layer} ${title}`;
}
