/** The framework versions that a project declares, looked for from the folder of a file up to that of the workspace. */
import { dirname } from 'node:path';
import { type HostVersions, newestVersions } from '../../core';
import { nodeFiles, tfjsIn } from './node-files';
import { pythonFiles, requirementsIn } from './python-files';
import { kerasFor, type Version } from './python-versions';

/** True for files that say which version is used. */
export function declaresVersions(path: string): boolean {
  const name = nameOf(path);
  return pythonFiles.includes(name) || nodeFiles.includes(name) || /requirements[^/]*\.txt$/.test(path);
}

/**
 * What the nearest file says of each framework; nothing where it leaves the newest open, or where no file names it.
 * Paths are absolute, with `/`; `readFile` gives null for what is not there or may not be read.
 */
export function declaredVersions(
  path: string,
  roots: readonly string[],
  readFile: (path: string) => string | null,
): HostVersions {
  const folders = foldersUpTo(path, roots);
  const keras = nearest(folders, pythonFiles, readFile, (file, text) =>
    kerasFor(requirementsIn(file, text, readFile), newestVersions.keras),
  );
  const tfjs = nearest(folders, nodeFiles, readFile, (file, text) => tfjsIn(nameOf(file), text, newestVersions.tfjs));
  return { ...(keras ? { keras } : {}), ...(tfjs ? { tfjs } : {}) };
}

function nearest(
  folders: readonly string[],
  names: readonly string[],
  readFile: (path: string) => string | null,
  read: (path: string, text: string) => Version | 'newest' | null,
): HostVersions['keras'] | null {
  for (const folder of folders) {
    for (const name of names) {
      const file = `${folder}/${name}`;
      const text = readFile(file);
      const version = text === null ? null : read(file, text);
      if (version) return version === 'newest' ? null : { version, said: name };
    }
  }
  return null;
}

/** From the folder of the file outwards; none for a file that is in no root. */
function foldersUpTo(path: string, roots: readonly string[]): readonly string[] {
  const folders: string[] = [];
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (!roots.some((root) => folder === root || folder.startsWith(`${root}/`))) return folders;
    folders.push(folder);
    if (dirname(folder) === folder) return folders;
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
