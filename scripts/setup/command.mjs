/** Running other programs during set-up. Node built-ins only. */
import { spawnSync } from 'node:child_process';

/**
 * Runs a program to its end and returns what it printed; throws with its output when it fails.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {string}
 */
export function run(program, args, options = {}) {
  const shell = process.platform === 'win32';
  const result = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28, shell, ...options });
  if (result.error === undefined && result.status === 0) return result.stdout;
  const reason = result.error?.message ?? `exit code ${result.status}`;
  throw new Error(`${program} ${args.join(' ')}: ${reason}\n${result.stdout ?? ''}${result.stderr ?? ''}`);
}

/** Seconds since a `Date.now()`, for people: `1.2 s`. @param {number} start */
export function secondsSince(start) {
  return `${((Date.now() - start) / 1000).toFixed(1)} s`;
}
