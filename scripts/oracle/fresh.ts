/**
 * Compares fresh random configurations of every layer, then fresh random whole models, with real Keras and real
 * TensorFlow.js: `npm run oracle`, or `npm run oracle -- --rows 300 --models 100 --seed 7 --framework keras Conv2D LSTM`.
 * Names of layers leave the models out, `--framework` the other framework. Prints a table and everything that differs;
 * exit code 1 if something is not pinned.
 */
import { argv, exit, stdout } from 'node:process';
import { parseArgs } from 'node:util';
import { loadTables } from '../../test/oracle/load-rows';
import { type Framework, layerDefinition } from '../../test/support/catalogue';
import { compareLayer, type Difference } from './fresh-layers';
import { compareModels } from './fresh-models';
import { type Judge, kerasJudge, tfjsJudge } from './judges';

const { values, positionals } = parseArgs({
  args: argv.slice(2),
  allowPositionals: true,
  options: {
    rows: { type: 'string', default: '20' },
    models: { type: 'string', default: '50' },
    seed: { type: 'string' },
    framework: { type: 'string' },
  },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const rows = Number(values.rows);
const models = positionals.length > 0 ? 0 : Number(values.models);

const order = [
  ...['agree', 'silent', 'wrong', 'wrong shape', 'wrong count', 'wrong dtype', 'we accept', 'we refuse', 'we fail'],
  ...['agree when run', 'pinned'],
];

await main();

async function main(): Promise<void> {
  console.log(`seed ${seed}, ${rows} rows for each layer, ${models} models`);
  const keras = values.framework === 'tfjs' ? null : kerasJudge();
  const tfjs = await tfjsJudge();
  let left = 0;
  if (rows > 0 && keras) left += await layersOf('keras', keras);
  if (rows > 0 && values.framework !== 'keras') left += await layersOf('tfjs', tfjs);
  if (models > 0) left += await wholeModels(keras, tfjs);
  keras?.stop();
  tfjs.stop();
  exit(left > 0 ? 1 : 0);
}

/** The number of differences that are not pinned. */
async function layersOf(framework: Framework, judge: Judge): Promise<number> {
  const tables = loadTables(framework).filter(
    ({ layer }) =>
      layer !== 'Input' && layerDefinition(layer) && (positionals.length === 0 || positionals.includes(layer)),
  );
  const totals = new Map<string, number>();
  let left = 0;
  for (const table of tables) {
    const compared = await compareLayer(framework, table, judge, seed, rows);
    for (const [verdict, number] of compared.counts) totals.set(verdict, (totals.get(verdict) ?? 0) + number);
    for (const difference of compared.left) show(table.layer, difference);
    left += compared.left.length;
    report(`${framework} ${table.layer}`, compared.counts);
  }
  report(`${framework}, ${tables.length} layers`, totals);
  return left;
}

async function wholeModels(keras: Judge | null, tfjs: Awaited<ReturnType<typeof tfjsJudge>>): Promise<number> {
  const { counts, left } = await compareModels(loadTables('keras'), { keras, tfjs }, seed, models);
  for (const { form, verdict, program, answer, ours } of left) {
    console.log(`  ${verdict}, ${form}:\n${program.replace(/^/gm, '    | ')}`);
    console.log(`    real ${answer.refused ? JSON.stringify(answer.refused).slice(0, 500) : 'accepts'}`);
    console.log(`    ours ${JSON.stringify(ours).slice(0, 900)}`);
  }
  for (const [form, verdicts] of counts) report(`models, ${form}`, verdicts);
  return left.length;
}

function report(title: string, counts: ReadonlyMap<string, number>): void {
  const parts = order.flatMap((name) => (counts.get(name) ? [`${name} ${counts.get(name)}`] : []));
  stdout.write(`${title}: ${parts.join(', ')}\n`);
}

function show(layer: string, { verdict, row, answer, ours }: Difference): void {
  const answered = Object.fromEntries(
    Object.entries(answer).filter(([name]) => !(name in row) && name !== 'withLists'),
  );
  console.log(`  ${verdict}: ${layer} ${JSON.stringify(row)}`);
  console.log(`    real ${JSON.stringify(answered).slice(0, 500)}`);
  console.log(`    ours ${JSON.stringify(ours).slice(0, 500)}`);
}
