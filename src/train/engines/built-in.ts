/** The built-in engine: TensorFlow.js on WebAssembly with the gradient kernels that its backend lacks. */

import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { type BackendWasm, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as core from '@tensorflow/tfjs-core';
// Recurrent layers call operations as methods of tensors.
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
import { model, models } from '@tensorflow/tfjs-layers';
import type { Engine } from '../engine';
import { failWhereFull, tellWhereFull } from '../wasm/full-heap';
import { registerGradientKernels } from '../wasm/register';
import { compileEagerly, layersEngine } from './layers-model';
import type { Tf } from './tf';

const WASM_FILE = 'tfjs-backend-wasm-simd.wasm';

/** `folders` are searched for the .wasm files before the installed package is. */
export async function loadBuiltInEngine(folders: readonly string[]): Promise<Engine> {
  const tf: Tf = { ...core, models, model };
  setWasmPaths(wasmFolder(folders) + path.sep);
  core.enableProdMode();
  if (!(await core.setBackend('wasm'))) throw new Error('the WebAssembly backend of TensorFlow.js does not start');
  await core.ready();
  failWhereFull(core.backend() as BackendWasm);
  registerGradientKernels();
  return layersEngine('built-in', tf, (...settings) => tellWhereFull(compileEagerly(...settings)));
}

function wasmFolder(folders: readonly string[]): string {
  const beside = folders.find((folder) => existsSync(path.join(folder, WASM_FILE)));
  if (beside !== undefined) return beside;
  const require = createRequire(path.join(folders[0] ?? process.cwd(), 'trainer.cjs'));
  return path.dirname(require.resolve('@tensorflow/tfjs-backend-wasm'));
}
