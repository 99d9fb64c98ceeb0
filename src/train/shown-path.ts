/** How a path is shown: from the folder that people work in, or with `~` from their own folder, else whole. */

import os from 'node:os';
import path from 'node:path';

/** `base` is the folder that people work in. */
export function shownPath(file: string, base: string | undefined = process.cwd()): string {
  const inBase = base === undefined ? null : below(base, file);
  if (inBase !== null) return inBase;
  const inHome = below(os.homedir(), file);
  return inHome === null ? file : path.join('~', inHome);
}

/** `null` if it is not below the folder. What is below the root of a disk is clearer whole. */
function below(folder: string, file: string): string | null {
  const relative = path.relative(folder, file);
  const isBelow = relative !== '' && relative !== '..' && !relative.startsWith(`..${path.sep}`);
  return isBelow && !path.isAbsolute(relative) && path.dirname(folder) !== folder ? relative : null;
}
