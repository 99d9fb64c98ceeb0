/**
 * The native engine: the real @tensorflow/tfjs-node, loaded at run time from a folder of its own.
 * It is far too large to ship and is never bundled; `scripts/setup-native-engine.mjs` makes it.
 */

import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import util from 'node:util';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { Engine, TrainableModel, TrainingSettings } from '../engine';
import { buildGraphModel } from './graph/graph-model';
import { compileEagerly, layersEngine } from './layers-model';
import type { Tf } from './tf';

/** Environment variable that names the folder of tfjs-node, or a folder whose `node_modules` hold it. */
export const NATIVE_ENGINE_VARIABLE = 'CONVLINT_NATIVE_ENGINE';

const PACKAGE = path.join('node_modules', '@tensorflow', 'tfjs-node');

/** The folder of tfjs-node, `null` if it is not installed. */
export function findNativeEngine(packageRoot: string): string | null {
  const named = process.env[NATIVE_ENGINE_VARIABLE];
  const folders = named
    ? [named, path.join(named, PACKAGE)]
    : [path.join(packageRoot, '.cache', 'native-engine', PACKAGE)];
  const found = folders.find((folder) => existsSync(path.join(folder, 'lib', 'napi-v8', 'tfjs_binding.node')));
  return found === undefined ? null : path.resolve(found);
}

/** Throws whatever the loading of the library throws. */
export function loadNativeEngine(folder: string): Engine {
  return layersEngine('native', loadTfjsNode(folder), compileNatively);
}

/** As one graph where it covers the model, else operation by operation, which is several times slower. */
function compileNatively(tf: Tf, model: LayersModel, settings: TrainingSettings): TrainableModel {
  const graph = buildGraphModel(tf, model, settings);
  if (typeof graph !== 'string') return graph;
  const method = `Each training step runs operation by operation, because ${graph}.`;
  return compileEagerly(tf, model, settings, method);
}

/** The namespace of tfjs-node with its backend. Throws whatever the loading of the library throws. */
export function loadTfjsNode(folder: string): Tf {
  // Small operations lose from being split over threads; measured 1.65 against 1.45 ms per step.
  process.env.TF_NUM_INTRAOP_THREADS ??= '1';
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '3';
  restoreRemovedFunctions();
  const tf = createRequire(path.join(folder, 'package.json'))(folder) as Tf;
  tf.enableProdMode();
  if (tf.getBackend() !== 'tensorflow') throw new Error(`tfjs-node uses the backend ${tf.getBackend()}`);
  return tf;
}

/** tfjs-node 4.22.0 calls functions that Node 23 removed from `util`. */
function restoreRemovedFunctions(): void {
  const old = util as unknown as Record<string, unknown>;
  old.isNullOrUndefined ??= (value: unknown) => value === null || value === undefined;
  old.isArray ??= Array.isArray;
}
