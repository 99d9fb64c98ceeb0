/** Starts the built command line as a process of its own, in a folder of its own. */
import { spawn } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const projectRoot = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
export const cliPath = join(projectRoot, 'dist/cli.js');
export const example = (name: string): string => join(projectRoot, 'examples', name);

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly cwd?: string;
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly uid?: number;
  /** A copy of the command line that another user can read. */
  readonly cli?: string;
}

/** Without the variables of the caller that decide about colours. */
export function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  const { NO_COLOR: _no, FORCE_COLOR: _force, CI: _ci, ...env } = process.env;
  const { cwd = projectRoot, uid, cli = cliPath } = options;
  const child = spawn(process.execPath, [cli, ...args], {
    cwd,
    env: { ...env, ...options.env },
    ...(uid === undefined ? {} : { uid }),
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdin.end(options.input ?? '');
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** Copies the command line into a folder, open to all: the project may lie where only its owner may look. */
export function copyCli(folder: string): string {
  chmodSync(folder, 0o755);
  for (const file of ['cli.js', 'command-line.cjs', 'package.json'])
    copyFileSync(join(projectRoot, 'dist', file), join(folder, file));
  return join(folder, 'cli.js');
}

/** A folder with files, which goes away when `use` has ended. */
export async function inFolder<T>(
  files: Readonly<Record<string, string | Uint8Array>>,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'convlint-cli-'));
  try {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
