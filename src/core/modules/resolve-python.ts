/** Which file `import a.b` or `from ..a import b` means in Python. */
import type { ModuleHost, ModulePlace } from './host';
import { folderOf, foldersUpTo, join } from './paths';

/** `name` as written: `pkg.mod`, `.blocks`, `..`; `from` is the file that imports. Null where there is none. */
export function resolvePython(name: string, from: string, host: ModuleHost): ModulePlace | null {
  const dots = /^\.*/.exec(name)![0].length;
  const parts = name.slice(dots).split('.').filter(Boolean);
  if (dots > 0) {
    const folder = join(folderOf(from), ...new Array<string>(dots - 1).fill('..'));
    return below(folder, parts, host);
  }
  const [first] = parts;
  if (first === undefined) return null;
  const folders = searchFolders(from, host);
  // As in Python, the first folder that has the first part decides; a folder without `__init__.py` counts last.
  const found = folders.find((folder) => {
    const place = moduleAt(join(folder, first), host);
    return place !== null && !place.isNamespace;
  });
  if (found !== undefined) return below(found, parts, host);
  for (const folder of folders) {
    const place = below(folder, parts, host);
    if (place) return place;
  }
  return null;
}

/** The module of a package or namespace folder. */
export function submodulePython(folder: string, name: string, host: ModuleHost): ModulePlace | null {
  return moduleAt(join(folder, name), host);
}

function below(folder: string, parts: readonly string[], host: ModuleHost): ModulePlace | null {
  return moduleAt(join(folder, ...parts), host);
}

function moduleAt(path: string, host: ModuleHost): ModulePlace | null {
  for (const file of [`${path}/__init__.py`, `${path}.py`]) {
    if (host.readFile(file) !== null) return { path: file, isNamespace: false };
  }
  return host.isFolder(path) ? { path, isNamespace: true } : null;
}

/**
 * Where absolute imports are looked for: beside the source that is run, then in the folders around it, as when it is run
 * from there, then in the roots of the workspace and their `src`. A file inside a package is not run by itself: its
 * packages are looked for first.
 */
function searchFolders(from: string, host: ModuleHost): readonly string[] {
  const { path, roots, readFile } = host;
  const around = (file: string): readonly string[] => {
    const folders = foldersUpTo(folderOf(file), roots);
    const isPackage = (folder: string): boolean => readFile(`${folder}/__init__.py`) !== null;
    const [packages, others] = [folders.filter(isPackage), folders.filter((folder) => !isPackage(folder))];
    return [...others, ...packages];
  };
  const all = [...around(path), ...around(from), ...roots];
  return [...new Set(all.flatMap((folder) => [folder, join(folder, 'src')]))];
}
