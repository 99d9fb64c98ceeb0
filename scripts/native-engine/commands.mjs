/** Runs the tools that the set-up needs and tells whether they are there. */

import { spawnSync } from 'node:child_process';

const LONGEST = 9 * 60_000;

/** Something that the set-up cannot go on without; its message is the sentence for the user. */
export class NotPossible extends Error {}

/** Whether `command --version` runs. */
export function isThere(command, args = ['--version']) {
  return spawnSync(command, args, { stdio: 'ignore', timeout: 60_000, shell: false }).status === 0;
}

/** Runs a command to its end; throws `NotPossible` with the last lines of its output if it fails. */
export function run(purpose, command, args, options = {}) {
  const result = spawnSync(command, args, { encoding: 'utf8', timeout: LONGEST, maxBuffer: 1 << 26, ...options });
  if (result.status === 0) return result.stdout;
  const said = `${result.stdout ?? ''}${result.stderr ?? ''}`.trim().split('\n').slice(-6).join('\n');
  throw new NotPossible(`${purpose} failed (${command}): ${result.error?.message ?? said}`);
}
