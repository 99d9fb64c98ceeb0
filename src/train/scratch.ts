/** Folders that a trainer needs for a moment. Their names tell its process, so that they can be removed if it dies meanwhile. */

import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

function prefix(pid: number): string {
  return `convlint-graph-${pid}-`;
}

/** Whoever makes it removes it. */
export function scratchFolder(): string {
  return mkdtempSync(path.join(os.tmpdir(), prefix(process.pid)));
}

/** For a process that is gone. */
export function removeScratchOf(pid: number): void {
  for (const name of readdirSync(os.tmpdir())) {
    if (name.startsWith(prefix(pid))) rmSync(path.join(os.tmpdir(), name), { recursive: true, force: true });
  }
}
