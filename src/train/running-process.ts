/** Whether the process that a run names is still its trainer: after a restart of the machine another one may have its number. */

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** `jobFile` is the file in the run folder that the trainer was started with. */
export function isStillTraining(pid: number | null | undefined, jobFile: string): boolean {
  if (!pid || !isAlive(pid)) return false;
  const command = commandOf(pid);
  // The folder may have another way to it by now, but its name is its own.
  const end = path.join(path.basename(path.dirname(jobFile)), path.basename(jobFile));
  return command === null || command.includes(end);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** With its arguments; `null` where the system does not tell. */
function commandOf(pid: number): string | null {
  if (process.platform === 'linux') {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    } catch {
      return null;
    }
  }
  if (process.platform !== 'darwin') return null;
  const { status, stdout } = spawnSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' });
  return status === 0 ? stdout : null;
}
