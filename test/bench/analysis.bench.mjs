/**
 * Times of the analysis, warm: `npm run bench`. Prints the median and the 95th percentile of each program, and the time
 * that the processor spent on one analysis, which a busy machine changes little. Node is started
 * as the editor starts the language server.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const root = join(import.meta.dirname, '..', '..');
const bundle = join(root, '.cache', 'bench', 'core.cjs');
mkdirSync(join(root, '.cache', 'bench'), { recursive: true });
buildSync({
  entryPoints: [join(root, 'src', 'core', 'index.ts')],
  bundle: true,
  platform: 'node',
  mainFields: ['module', 'main'],
  format: 'cjs',
  outfile: bundle,
  logLevel: 'error',
});
const { analyze, notebookFile } = createRequire(import.meta.url)(bundle);

const { source } = notebookFile(readFileSync(join(root, 'examples', 'conv_mnist.ipynb'), 'utf8'));
measure('the teaching notebook', (turn) => ({
  ...source,
  cells: source.cells.map((cell, i) =>
    i === source.cells.length - 1 ? { ...cell, text: `${cell.text}\n# ${turn}` } : cell,
  ),
}));
measure('2,000 lines, 500 layers', python(many(500)));
for (const name of ['unet', 'resnet-projection', 'subclass-model'])
  measure(name, python(readFileSync(join(root, 'test', 'agree', 'programs', `${name}.py`), 'utf8')));

/** A changed comment each time: what is remembered of an equal text does not count. */
function python(text) {
  return (turn) => ({ kind: 'file', languageId: 'python', text: `${text}\n# ${turn}\n` });
}

function measure(name, source) {
  const times = [];
  let busy = process.cpuUsage();
  for (let i = 0; i < 60; i++) {
    if (i === 20) busy = process.cpuUsage();
    const changed = source(i);
    const started = performance.now();
    analyze(changed);
    times.push(performance.now() - started);
  }
  const { user, system } = process.cpuUsage(busy);
  const warm = times.slice(20).sort((a, b) => a - b);
  const at = (share) => `${warm[Math.floor(share * (warm.length - 1))].toFixed(1)} ms`;
  const processor = ((user + system) / 1_000 / warm.length).toFixed(1);
  console.log(`${name}: median ${at(0.5)}, 95th percentile ${at(0.95)}, processor ${processor} ms`);
}

/** A functional model of so many layers in four lines each. */
function many(layers) {
  const lines = ['import keras', 'from keras import layers', 'x = inputs = keras.Input((64, 64, 16))'];
  for (let i = 0; i < layers; i++)
    lines.push(`# Layer ${i}`, `filters_${i} = 16`, `x = layers.Conv2D(filters_${i}, 3, padding="same")(x)`, '');
  return [...lines, 'model = keras.Model(inputs, x)'].join('\n');
}
