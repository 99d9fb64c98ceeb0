/** The files that imports of a source may read: those on disk inside its workspace, never others. */
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import type { ModuleHost } from '../core';

/** A longer file is no program that somebody wrote. */
const MAX_BYTES = 4_000_000;

/** `readOpen` gives the text of a file that is open in an editor, by its path; null if it is not. */
export function moduleFiles(
  path: string,
  folders: readonly string[],
  readOpen: (path: string) => string | null = () => null,
): ModuleHost {
  const roots = folders.map((folder) => resolve(folder));
  const real = roots.map(realPath);
  const isInside = (file: string): boolean => real.some((root) => within(realPath(file), root));
  return {
    path: toSlashes(resolve(path)),
    roots: roots.map(toSlashes),
    readFile: (file) => {
      if (!roots.some((root) => within(resolve(file), root))) return null;
      const open = readOpen(file);
      if (open !== null) return open;
      const stats = statSync(file, { throwIfNoEntry: false });
      return stats?.isFile() && stats.size <= MAX_BYTES && isInside(file) ? readText(file) : null;
    },
    isFolder: (folder) => (statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false) && isInside(folder),
  };
}

/** The folder of the repository that holds a file; the file's own folder if there is none. */
export function workspaceOf(path: string): string {
  const own = dirname(resolve(path));
  for (let folder = own; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (dirname(folder) === folder) return own;
  }
}

function within(path: string, root: string): boolean {
  const between = relative(root, path);
  return between === '' || (!between.startsWith('..') && !isAbsolute(between));
}

/** Links are followed, so that none leads out of the workspace. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

export function toSlashes(path: string): string {
  return path.replaceAll('\\', '/');
}
