/**
 * Whether ConvLint works on every Node from 20 to the newest: each is fetched from npm, analyses the teaching notebook
 * and trains on each engine with the same seed, which must give the same loss everywhere.
 *
 *   npm run nodes
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './setup/command.mjs';

const root = join(import.meta.dirname, '..');
const folder = join(root, '.cache/nodes');
const cli = join(root, 'dist/cli.js');
const OLDEST = 20;

/** A network that runs as one TensorFlow graph, and one that TensorFlow.js computes operation by operation. */
const NETWORKS = {
  convolutions: 'layers.Conv2D(8, 3, strides=2, activation="relu"), layers.Flatten()',
  recurrent: 'layers.Reshape((28, 28)), layers.LSTM(8)',
};
const ENGINES = /** @type {const} */ (['native', 'built-in']);

mkdirSync(folder, { recursive: true });
const programs = Object.entries(NETWORKS).map(([name, inner]) => {
  const file = join(folder, `${name}.py`);
  const net = `keras.Sequential([layers.Input((28, 28, 1)), ${inner}, layers.Dense(10, activation="softmax")])`;
  const compiled = 'net.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])';
  writeFileSync(file, `import keras\nfrom keras import layers\nnet = ${net}\n${compiled}\n`);
  return { name, file };
});

const rows = majors().map((major) => {
  const node = nodeOf(major);
  const summary = run(node, [cli, 'summary', join(root, 'examples/conv_mnist.ipynb')]);
  const losses = programs.flatMap(({ name, file }) =>
    ENGINES.map((engine) => [`${name}, ${engine}`, lossOf(node, file, engine)]),
  );
  const row = {
    Node: run(node, ['--version']).trim(),
    summary: /total params 40,970,/.test(summary) ? 'as printed by Keras' : 'wrong',
    ...Object.fromEntries(losses),
  };
  console.log(Object.values(row).join('  '));
  return row;
});
console.table(rows);

const results = new Set(rows.map(({ Node, ...result }) => JSON.stringify(result)));
const isSound = rows.every((row) => !Object.values(row).some((value) => /^(wrong|failed)/.test(String(value))));
if (results.size > 1 || !isSound) {
  console.error('The results differ between these versions of Node, or are wrong.');
  process.exitCode = 1;
}

/** @returns {number[]} */
function majors() {
  const versions = /** @type {string[]} */ (JSON.parse(run('npm', ['view', packageName(), 'versions', '--json'])));
  const found = versions.map((version) => Number.parseInt(version, 10));
  return [...new Set(found)].filter((major) => major >= OLDEST).sort((a, b) => a - b);
}

/** @param {number} major */
function nodeOf(major) {
  const prefix = join(folder, String(major));
  const program = join(
    prefix,
    'node_modules',
    packageName(),
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  if (!existsSync(program)) {
    mkdirSync(prefix, { recursive: true });
    run('npm', ['install', '--no-audit', '--no-fund', '--prefix', prefix, `${packageName()}@${major}`]);
  }
  return program;
}

function packageName() {
  return `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
}

/** The loss of the last epoch, or why there is none. @param {string} node @param {string} file @param {string} engine */
function lossOf(node, file, engine) {
  const settings = ['--engine', engine, '--limit', '512', '--epochs', '2', '--seed', '1', '--format', 'jsonl'];
  try {
    const events = run(node, [cli, 'train', file, ...settings])
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    return events.findLast(({ type }) => type === 'epoch').metrics.loss;
  } catch (error) {
    return `failed: ${error instanceof Error ? error.message : error}`;
  }
}
