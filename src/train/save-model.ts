/** Writes a model as the layers format of TensorFlow.js: `model.json` beside one file with all weights. */

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TrainingJob } from '../protocol/training';
import type { WeightValues } from './engine';
import { systemMessage, TrainingFailure } from './failure';
import { writeAtomically } from './run-folder';
import { shownPath } from './shown-path';

const WEIGHTS_FILE = 'weights.bin';

export function saveModel(folder: string, topology: TrainingJob['topology'], weights: readonly WeightValues[]): void {
  const specs = weights.map(({ name, shape }) => ({ name, shape, dtype: 'float32' }));
  const model = {
    format: 'layers-model',
    generatedBy: 'ConvLint',
    convertedBy: null,
    modelTopology: { ...topology, keras_version: 'tfjs-layers 4.22.0', backend: 'tensor_flow.js' },
    weightsManifest: [{ paths: [WEIGHTS_FILE], weights: specs }],
  };
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, WEIGHTS_FILE), Buffer.concat(weights.map(bytesOf)));
    // The description comes last: where it stands, the weights are complete.
    writeAtomically(path.join(folder, 'model.json'), JSON.stringify(model));
  } catch (error) {
    throw new TrainingFailure(
      'folder',
      `The trained model cannot be written to ${shownPath(folder)}: ${systemMessage(error)}.`,
    );
  }
}

/** The weights of a model that `saveModel` has written. Throws if it is not there. */
export function readWeights(folder: string): WeightValues[] {
  const { weightsManifest } = JSON.parse(readFileSync(path.join(folder, 'model.json'), 'utf8')) as {
    weightsManifest: { weights: { name: string; shape: number[] }[] }[];
  };
  const bytes = readFileSync(path.join(folder, WEIGHTS_FILE));
  const floats = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  let start = 0;
  return weightsManifest[0]!.weights.map(({ name, shape }) => {
    const size = shape.reduce((product, dim) => product * dim, 1);
    const values = floats.subarray(start, start + size);
    start += size;
    return { name, shape, values };
  });
}

function bytesOf({ values }: WeightValues): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
