/** Loads the Keras 2 JSON of test/oracle/models into real TensorFlow.js and notes its own topology and the rows of its summary. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as layers from '@tensorflow/tfjs-layers';
import { oneRowPerLine } from './one-row-per-line.mjs';

export async function recordModels(folder) {
  const files = readdirSync(folder).filter((file) => file.endsWith('.keras2.json'));
  let loaded = 0;
  for (const file of files) {
    const { json } = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    const answer = json ? await load(json) : { refused: 'Keras 2 itself refuses this model.', rows: [] };
    if (!answer.refused) loaded++;
    const { rows, ...head } = answer;
    const target = join(folder, file.replace('.keras2.json', '.tfjs.json'));
    writeFileSync(target, oneRowPerLine({ tfjs: layers.version_layers, ...head }, 'rows', rows));
  }
  console.log(`models: ${loaded} of ${files.length} by TensorFlow.js`);
}

async function load(json) {
  try {
    const model = await layers.loadLayersModel({ load: async () => ({ modelTopology: json }) });
    const rows = model.layers.map((layer) => rowOf(layer));
    return { refused: null, ...totals(model), topology: model.toJSON(null, false), rows };
  } catch (error) {
    return { refused: String(error.message).slice(0, 600), rows: [] };
  }
}

export function totals(model) {
  // A Sequential that has no input yet has no weights to count.
  if (!model.built) return { name: model.name, class: model.getClassName(), params: null, trainable: null };
  const trainable = model.trainableWeights.reduce((sum, weight) => sum + sizeOf(weight.shape), 0);
  return { name: model.name, class: model.getClassName(), params: model.countParams(), trainable };
}

/** `held` are the applications that belong to the model; all of the layer's if it is left out. */
export function rowOf(layer, held) {
  const isHeld = (_, i) => !held || held.has(`${layer.name}_ib-${i}`);
  const row = {
    name: layer.name,
    class: layer.getClassName(),
    applications: layer.inboundNodes.filter(isHeld).map((node) => node.outputShapes.map((shape) => shape)),
    params: layer.built ? layer.countParams() : null,
  };
  return layer.layers ? { ...row, rows: layer.layers.map((inner) => rowOf(inner, held && heldBy(layer))) } : row;
}

/** A Sequential model keeps its applications in a model of its own, once it has one; before, all of its layers are its. */
export function heldBy(model) {
  const nodes = model.getClassName() === 'Sequential' ? model.model?.containerNodes : model.containerNodes;
  return nodes ?? { has: () => true };
}

function sizeOf(shape) {
  return shape.reduce((product, dim) => product * dim, 1);
}
