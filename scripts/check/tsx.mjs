/** Runs a TypeScript program of the project that leaves a report file. */
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { collect } from './process.mjs';

/**
 * `failed` says that the program ended without a report.
 * @param {string} root @param {readonly string[]} args
 * @param {{ report: string, limitMs: number, env?: Record<string, string> }} options
 */
export async function runTsx(root, args, { report, limitMs, env }) {
  mkdirSync(dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const tsx = join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  const { code, output, timedOut } = await collect(process.execPath, [tsx, ...args], { cwd: root, limitMs, env });
  const late = timedOut ? `\ndid not end within ${limitMs / 1000} s` : '';
  return { code, failed: timedOut || !existsSync(report), output: output.trim() + late };
}
