/**
 * Fresh random layers and models against real TensorFlow.js, in this process, for a bounded time. The seed is always the
 * same, so that a failure is of the change that is tested; `CONVLINT_SEED=7 npx vitest run test/oracle/fresh` takes another,
 * and `npm run oracle` asks Keras as well, and more.
 */
import { beforeAll, expect, test } from 'vitest';
import { compareLayer } from '../../scripts/oracle/fresh-layers';
import { compareModels } from '../../scripts/oracle/fresh-models';
import { type TfjsJudge, tfjsJudge } from '../../scripts/oracle/judges';
import { layerDefinition } from '../support/catalogue';
import { loadTables } from './load-rows';

const ROWS = 8;
const MODELS = 30;
const seed = Number(process.env.CONVLINT_SEED ?? 20_261_124);
const again = `npm run oracle -- --seed ${seed} --rows ${ROWS} --models ${MODELS} --framework tfjs`;

let tfjs: TfjsJudge;

beforeAll(async () => {
  tfjs = await tfjsJudge();
}, 60_000);

test('every layer of TensorFlow.js on random args and shapes', { timeout: 120_000 }, async () => {
  const tables = loadTables('tfjs').filter(({ layer }) => layer !== 'Input' && layerDefinition(layer));
  expect(tables.length).toBeGreaterThan(60);
  for (const table of tables) {
    const { left, counts } = await compareLayer('tfjs', table, tfjs, seed, ROWS);
    expect(left, `${table.layer}; ${again}`).toEqual([]);
    expect([...counts.values()].reduce((sum, number) => sum + number, 0)).toBe(ROWS);
  }
});

test('random whole models of TensorFlow.js, as programs and as model.json', { timeout: 120_000 }, async () => {
  const { left, counts } = await compareModels(loadTables('keras'), { keras: null, tfjs }, seed, MODELS);
  expect(left, again).toEqual([]);
  expect(counts.get('TypeScript')?.get('agree') ?? 0).toBeGreaterThan(MODELS / 2);
});
