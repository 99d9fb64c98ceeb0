#!/usr/bin/env node
/**
 * Shows what ConvLint does, on real input: analyses the teaching notebook, explains one of its layers, lists its
 * problems, then trains the corrected network on MNIST for one epoch. Each command is printed before it runs.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildBundles } from './build/build-bundles.mjs';
import { productBundles } from './build/bundles.mjs';
import { secondsSince } from './setup/command.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const EXAMPLE = 'examples/conv_mnist.ipynb';
const CORRECTED = 'runs/start/conv_mnist.ipynb';
const REPORT = 'runs/start/report.html';

const started = Date.now();
await build();

say('The layers of the teaching notebook: output shapes, parameter counts, cost. Nothing of it is run.');
convlint(['summary', EXAMPLE]);

const place = placeOf(EXAMPLE, 'Conv2D(');
say(`One layer explained, as the editor shows it on hover (cell ${place.cell}, line ${place.line}).`);
convlint(['explain', `${EXAMPLE}#${place.cell}:${place.line}`]);

say('The problems. The network takes 5 channels and MNIST has 1, so the check fails, as it should.');
convlint(['check', EXAMPLE], { expected: 1 });

correct();
say(`The same notebook with Input(shape=(28,28,1)) (written to ${CORRECTED}), trained on MNIST for one epoch.`);
convlint(['train', CORRECTED, '--model', 'mynet', '--dataset', 'mnist', '--epochs', '1', '--report', REPORT]);

console.log(`\nAll of it took ${secondsSince(started)}. The training report: ${REPORT}`);
console.log('See it in the editor, while you type: npm run code');

async function build() {
  const start = Date.now();
  const results = await buildBundles(root, productBundles(root));
  for (const { outfile, errors } of results.filter(({ state }) => state === 'failed')) {
    console.error(`${outfile} cannot be built:\n${errors.join('\n')}`);
    process.exitCode = 1;
  }
  if (process.exitCode) process.exit();
  if (results.some(({ state }) => state === 'built')) console.log(`Built ConvLint in ${secondsSince(start)}.`);
}

/** @param {string} text */
function say(text) {
  console.log(`\n${text}`);
}

/** Runs the command line and ends everything if it does not answer as expected. @param {string[]} args @param {{ expected?: number }} [options] */
function convlint(args, { expected = 0 } = {}) {
  console.log(`$ node dist/cli.js ${args.join(' ')}\n`);
  const start = Date.now();
  const { status, error } = spawnSync(process.execPath, ['dist/cli.js', ...args], { cwd: root, stdio: 'inherit' });
  console.log(`(${secondsSince(start)})`);
  if (status === expected && error === undefined) return;
  console.error(`convlint ${args[0]} ended with ${error?.message ?? status}, expected ${expected}.`);
  process.exit(1);
}

/** The first line of a code cell that contains `text`; cells count from 0, lines from 1. @param {string} file @param {string} text */
function placeOf(file, text) {
  const cells = notebookOf(file).cells;
  for (const [cell, { cell_type, source }] of cells.entries()) {
    const line = sourceOf(source)
      .split('\n')
      .findIndex((code) => code.includes(text));
    if (cell_type === 'code' && line >= 0) return { cell, line: line + 1 };
  }
  throw new Error(`${file} has no cell with ${text}`);
}

/** Writes the example with the input that MNIST has. */
function correct() {
  const notebook = notebookOf(EXAMPLE);
  for (const cell of notebook.cells) cell.source = sourceOf(cell.source).replace('shape=(28,28,5)', 'shape=(28,28,1)');
  mkdirSync(dirname(join(root, CORRECTED)), { recursive: true });
  writeFileSync(join(root, CORRECTED), JSON.stringify(notebook, null, 1));
}

/** @param {string} file @returns {{ cells: { cell_type: string, source: string | string[] }[] }} */
function notebookOf(file) {
  return JSON.parse(readFileSync(join(root, file), 'utf8'));
}

/** A cell's source is one text or a list of lines. @param {string | string[]} source */
function sourceOf(source) {
  return Array.isArray(source) ? source.join('') : source;
}
