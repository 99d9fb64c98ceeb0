/**
 * How well the network of the teaching notebook learns, with one input channel, on all of MNIST: the engines of ConvLint
 * beside real Keras on the same images, some seeds each, and beside what the notebook itself printed.
 *
 *   npm run bench:accuracy -- --seeds 3 --epochs 10 --engines native,built-in
 *
 * Ends with an error if the mean of an engine is further from that of Keras than the limit, after the first epoch or the
 * last. What was trained stays in `.cache/bench-accuracy/curves.json`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { kerasCurves, root } from './bench-accuracy/keras-curves';
import { printedCurve, trainerCurves } from './bench-accuracy/notebook-network';
import { type Contender, curveTable, type Epoch, METRIC, verdicts } from './bench-accuracy/table';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '3' },
    epochs: { type: 'string', default: '10' },
    engines: { type: 'string', default: 'native' },
  },
});
const [seeds, epochs] = [Number(values.seeds), Number(values.epochs)];
const engines = values.engines.split(',') as ('native' | 'built-in')[];

const load = () => `load average ${loadavg()[0]!.toFixed(2)}`;
console.log(
  `60,000 training and 10,000 test images, batch 32, ${seeds} seeds, ${epochs} epochs; ${load()} at the start`,
);

const keras = await kerasCurves(epochs);
const trainer = await trainerCurves(epochs);
const contenders: Contender[] = [
  { name: 'Keras', train: keras.train, runs: [] },
  ...engines.map((engine) => ({
    name: `ConvLint, ${engine}`,
    train: (seed: number) => trainer.train(engine, seed),
    runs: [],
  })),
];

for (let seed = 1; seed <= seeds; seed++) {
  for (const contender of contenders) {
    const curve = await contender.train(seed);
    contender.runs.push(curve);
    const at = (epoch: Epoch | undefined) => epoch?.[METRIC]?.toFixed(4);
    console.log(`seed ${seed}, ${contender.name}: ${at(curve[0])} after epoch 1, ${at(curve.at(-1))} after ${epochs}`);
  }
}
keras.stop();
trainer.remove();

const folder = join(root, '.cache/bench-accuracy');
mkdirSync(folder, { recursive: true });
writeFileSync(
  join(folder, 'curves.json'),
  JSON.stringify(Object.fromEntries(contenders.map(({ name, runs }) => [name, runs]))),
);

console.log(`\n${curveTable(printedCurve(), contenders)}\n`);
const [judge, ...judged] = contenders;
let isFar = false;
for (const contender of judged) {
  for (const { text, isWithin } of verdicts(judge!, contender)) {
    console.log(text);
    isFar ||= !isWithin;
  }
}
console.log(`${load()} at the end`);
process.exitCode = isFar ? 1 : 0;
