/** Notes each application of a layer of the real TensorFlow.js to symbolic tensors, with the lines that it comes from. */
import { readFileSync, writeFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { dirname, relative, resolve } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import '@tensorflow/tfjs-backend-cpu';

const [, own, program, folder, output, key] = argv;
const map = new SourceMap(JSON.parse(readFileSync(`${own}.map`, 'utf8')));
/** @type {Map<layers.layers.Layer, { place: object, outputs: unknown[] }>} */
const notes = new Map();

export function start() {
  console.log = console.warn = () => {};
  Error.stackTraceLimit = 200;
  // Pages have these; packages for pages make one when they are imported.
  globalThis.OfflineAudioContext ??= class OfflineAudioContext {};
  const { Layer } = layers.layers;
  const { apply } = Layer.prototype;
  Layer.prototype.apply = function noted(...args) {
    const result = apply.apply(this, args);
    const outputs = [result].flat();
    if (outputs.every((each) => each instanceof layers.SymbolicTensor)) note(this, outputs);
    return result;
  };
}

function note(layer, outputs) {
  const known = notes.get(layer) ?? { place: placeOf(new Error().stack), outputs: [] };
  notes.set(layer, known);
  const shapes = outputs.map(({ shape }) => shape);
  if (!known.outputs.some((each) => JSON.stringify(each) === JSON.stringify(shapes))) known.outputs.push(shapes);
}

/** The innermost line of a package or of the program, and the line of the program. */
function placeOf(stack) {
  let place = null;
  for (const [, line, column] of stack.matchAll(/\.mjs:(\d+):(\d+)\)?$/gm)) {
    const { originalSource, originalLine } = map.findEntry(line - 1, column - 1);
    if (originalSource === undefined) continue;
    const source = originalSource.startsWith('file:')
      ? fileURLToPath(originalSource)
      : resolve(dirname(own), originalSource);
    const at = originalLine + 1;
    if (source === program) return { ...(place ?? { file: '.', line: at }), programLine: at };
    if (source.startsWith(folder)) place ??= { file: relative(folder, source), line: at };
  }
  return { ...(place ?? { file: '?', line: 0 }), programLine: 0 };
}

export function finish() {
  const rows = [...notes].map(([layer, { place, outputs }]) => ({
    ...place,
    // As in `model.json` of Keras.
    class: layer.getClassName() === 'Model' ? 'Functional' : layer.getClassName(),
    name: layer.name,
    params: layer.built || !(layer instanceof layers.Sequential) ? layer.countParams() : null,
    trainable: layer.trainableWeights.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0),
    outputs,
  }));
  writeFileSync(output, JSON.stringify({ key, tfjs: layers.version_layers, error: null, layers: rows }));
  tf.disposeVariables();
}
