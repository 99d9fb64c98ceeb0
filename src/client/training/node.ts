/** Which Node runs the trainer: the one that is set, the one on PATH, or the editor's own in Node mode. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import type { EngineChoice } from '../../protocol/training';

export interface TrainerNode {
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
  /** The engine that can run there. */
  readonly engine: EngineChoice;
}

const OLDEST = 20;
const run = promisify(execFile);

/** Environment variable that tells the trainer where the native engine is. */
const ENGINE_VARIABLE = 'CONVLINT_NATIVE_ENGINE';

let engineFolder: string | null = null;

/** From now on trainers look for the native engine in this folder, once it is there. */
export function lookForEngineIn(folder: string): void {
  engineFolder = folder;
}

/** An engine that the user names by the variable goes before the one that was installed. */
function engineEnvironment(): Record<string, string> {
  const isInstalled = engineFolder !== null && existsSync(join(engineFolder, 'ready.json'));
  return isInstalled && !process.env[ENGINE_VARIABLE] ? { [ENGINE_VARIABLE]: engineFolder! } : {};
}

/** Rejects with a sentence for the user if the Node that is set cannot be used. */
export async function trainerNode(): Promise<TrainerNode> {
  const settings = vscode.workspace.getConfiguration('convlint.training');
  const engine = settings.get<EngineChoice>('engine', 'auto');
  const given = settings.get<string>('nodePath', '').trim();
  if (given) {
    const version = await majorVersion(given);
    if (version !== null && version >= OLDEST) return { path: given, env: engineEnvironment(), engine };
    const found = version === null ? 'is not a Node that runs' : `is Node ${version}`;
    throw new Error(`${given} (setting convlint.training.nodePath) ${found}; training needs Node ${OLDEST} or newer.`);
  }
  const onPath = await majorVersion('node');
  if (onPath !== null && onPath >= OLDEST) return { path: 'node', env: engineEnvironment(), engine };
  if (!process.versions.electron) return { path: process.execPath, env: {}, engine };
  // Native modules are not made for the editor's own Node.
  return { path: process.execPath, env: { ELECTRON_RUN_AS_NODE: '1' }, engine: 'built-in' };
}

/** Where the trainer lies in the extension. */
export function trainerPathIn(extension: vscode.Uri): string {
  return vscode.Uri.joinPath(extension, 'dist', 'trainer.cjs').fsPath;
}

async function majorVersion(path: string): Promise<number | null> {
  try {
    const { stdout } = await run(path, ['--version'], { timeout: 5000, windowsHide: true });
    const major = /^v(\d+)\./.exec(stdout.trim())?.[1];
    return major === undefined ? null : Number(major);
  } catch {
    return null;
  }
}
