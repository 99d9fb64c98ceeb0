/** Absolute paths written with `/`, as texts. */

export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Joins and takes out `.` and `..`. */
export function join(folder: string, ...parts: readonly string[]): string {
  const segments: string[] = [];
  for (const segment of [folder, ...parts].join('/').split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  const start = folder.startsWith('/') ? '/' : '';
  return start + segments.join('/');
}

/** The folder itself and those around it up to the root that holds it; the folder alone if no root does. */
export function foldersUpTo(folder: string, roots: readonly string[]): readonly string[] {
  const root = roots.filter((each) => isInside(folder, each)).sort((a, b) => b.length - a.length)[0];
  if (root === undefined) return [folder];
  const folders: string[] = [];
  for (let each = folder; isInside(each, root); each = folderOf(each)) {
    folders.push(each);
    if (each === root || each === '') break;
  }
  return folders;
}

function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}
