/**
 * Runs the programs in programs.txt and records what TensorFlow.js shows, and which calls of fitDataset it takes (fits.txt).
 * Needs @tensorflow/tfjs-core, -layers, -backend-cpu and -data 4.22.0 in the folder given as argument.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(join(process.argv[2], 'here.js'));
const core = require('@tensorflow/tfjs-core');
require('@tensorflow/tfjs-backend-cpu');
const { version, ...layers } = require('@tensorflow/tfjs-layers');
const tf = { ...core, ...layers, layers: layers.layers, data: require('@tensorflow/tfjs-data') };
const AsyncFunction = (async () => {}).constructor;

/** What all batches of a data set have in common: a size that differs between them is None. */
async function shapes(dataset) {
  const seen = [];
  await dataset.forEachAsync((element) => seen.push(element));
  return seen.map(text).reduce((a, b) => merge(a, b));
}

function text(element) {
  if (element instanceof core.Tensor) return element.shape.map(String);
  return Object.fromEntries(Object.entries(element).map(([key, value]) => [key, text(value)]));
}

function merge(a, b) {
  if (!Array.isArray(a))
    return Object.fromEntries(Object.entries(a).map(([key, value]) => [key, merge(value, b[key])]));
  return a.map((size, axis) => (size === b[axis] ? size : 'None'));
}

function written(value) {
  if (Array.isArray(value)) return `(${value.join(', ')})`;
  if (typeof value !== 'object') return String(value);
  return `{${Object.entries(value)
    .map(([key, each]) => `${key}: ${written(each)}`)
    .join(', ')}}`;
}

const programs = (name) => readFileSync(new URL(name, import.meta.url), 'utf8').split('---\n');
const shown = [];
for (const program of programs('programs.txt')) {
  const values = [];
  await new AsyncFunction('tf', 'shapes', 'show', program)(tf, shapes, (...all) => values.push(...all.map(written)));
  shown.push(values);
}
const fits = [];
for (const program of programs('fits.txt')) {
  try {
    await new AsyncFunction('tf', program)(tf);
    fits.push(null);
  } catch (error) {
    fits.push(error.message.slice(0, 160));
  }
}
const answers = { tfjs: version?.['tfjs-layers'] ?? '4.22.0', shown, fits };
writeFileSync(new URL('answers.json', import.meta.url), `${JSON.stringify(answers, null, 1)}\n`);
