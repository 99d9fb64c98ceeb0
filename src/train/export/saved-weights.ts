/** The weights of a saved run: `model.json` and what it lists. */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { messageOf, TrainingFailure } from '../failure';
import type { NamedArray } from './npz';

type Spec = { readonly name: string; readonly shape: readonly number[] };

interface Manifest {
  readonly weightsManifest: readonly { readonly paths: readonly string[]; readonly weights: readonly Spec[] }[];
}

/** In the order in which they were saved; a name that comes again gets a number. */
export function readSavedWeights(modelFolder: string): NamedArray[] {
  try {
    const manifest = JSON.parse(readFileSync(path.join(modelFolder, 'model.json'), 'utf8')) as Manifest;
    return manifest.weightsManifest.flatMap(({ paths, weights }) =>
      cut(Buffer.concat(paths.map((file) => readFileSync(path.join(modelFolder, file)))), weights),
    );
  } catch (error) {
    throw new TrainingFailure('folder', `The saved model in ${modelFolder} cannot be read: ${messageOf(error)}.`);
  }
}

function cut(bytes: Buffer, weights: readonly Spec[]): NamedArray[] {
  const names = new Set<string>();
  let at = 0;
  const arrays = weights.map(({ name, shape }) => {
    const count = shape.reduce((product, dim) => product * dim, 1);
    if (at + 4 * count > bytes.length) throw new Error(`it ends before ${name}`);
    // A copy, since the bytes need not begin where numbers may.
    const values = new Float32Array(Uint8Array.from(bytes.subarray(at, at + 4 * count)).buffer);
    at += 4 * count;
    let own = name;
    for (let copy = 2; names.has(own); copy++) own = `${name}#${copy}`;
    names.add(own);
    return { name: own, shape, values };
  });
  if (at !== bytes.length) throw new Error(`${bytes.length - at} bytes are left over`);
  return arrays;
}
