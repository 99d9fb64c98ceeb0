/** Bundles the trainer as it ships, into a temporary folder, and makes jobs for it. */

import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';

export const PACKAGE_ROOT = path.resolve(import.meta.dirname, '../..');
const WASM_FOLDER = path.join(PACKAGE_ROOT, 'node_modules/@tensorflow/tfjs-backend-wasm/dist');

export interface BuiltTrainer {
  readonly trainerPath: string;
  readonly folder: string;
  remove(): void;
}

/** The folder lies inside the package, so that the trainer finds the package root from its own place. */
export async function buildTrainer(): Promise<BuiltTrainer> {
  const folder = mkdtempSync(path.join(PACKAGE_ROOT, 'node_modules/.trainer-'));
  const trainerPath = path.join(folder, 'trainer.cjs');
  await build({
    entryPoints: [path.join(PACKAGE_ROOT, 'src/train/main.ts')],
    outfile: trainerPath,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'error',
  });
  for (const file of readdirSync(WASM_FOLDER)) {
    if (file.endsWith('.wasm')) copyFileSync(path.join(WASM_FOLDER, file), path.join(folder, file));
  }
  return { trainerPath, folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export function temporaryFolder(): string {
  return mkdtempSync(path.join(os.tmpdir(), 'convlint-train-'));
}
