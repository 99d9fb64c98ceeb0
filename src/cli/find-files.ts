/** From paths to files: files by name, folders (searched, .gitignore obeyed) and globs. */
import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { glob, isDynamicPattern } from 'tinyglobby';
import { reasonOf, SourceError, STANDARD_INPUT } from './read-file';

export interface FoundFiles {
  readonly files: readonly string[];
  /** Folders that could not be searched, in sentences for the user. */
  readonly failures: string[];
}

/** The files that paths name, each once, in the order of the paths. A path that is not there ends it all: it is misspelt. */
export async function findFiles(paths: readonly string[], extensions: readonly string[]): Promise<FoundFiles> {
  const found = new Map<string, string>();
  const failures: string[] = [];
  for (const path of paths) {
    const files = path === STANDARD_INPUT ? [path] : await filesOf(path, extensions, failures);
    for (const file of files) if (!found.has(resolve(file))) found.set(resolve(file), file);
  }
  return { files: [...found.values()], failures };
}

async function filesOf(path: string, extensions: readonly string[], failures: string[]): Promise<readonly string[]> {
  if (existsSync(path)) return statSync(path).isDirectory() ? searchFolder(path, extensions, failures) : [path];
  if (!isDynamicPattern(path)) throw new SourceError(`${path} does not exist`);
  const matches = await glob(path, { onlyFiles: true, followSymbolicLinks: false, ignore: ['**/node_modules/**'] });
  if (matches.length === 0) throw new SourceError(`no file matches ${path}`);
  return matches.sort();
}

/** Links are not followed: they can go in circles and lead out of the folder. */
async function searchFolder(
  folder: string,
  extensions: readonly string[],
  failures: string[],
): Promise<readonly string[]> {
  const names = await glob(`**/*{${extensions.join(',')}}`, {
    cwd: folder,
    onlyFiles: false,
    followSymbolicLinks: false,
    ignore: ['**/node_modules/**', '**/.git/**'],
  });
  const folders = await glob('**/', {
    cwd: folder,
    onlyDirectories: true,
    followSymbolicLinks: false,
    ignore: ['**/node_modules/**', '**/.git/**'],
  });
  const ignored = ignoredIn(resolve(folder));
  // Folders come with a slash at their end.
  for (const each of [folder, ...folders.map((name) => join(folder, name.replace(/\/$/, '')))])
    if (!ignored(resolve(each))) tellUnreadable(each, failures);
  return names
    .filter((name) => !name.endsWith('/') && isFile(join(folder, name)))
    .filter((name) => !ignored(resolve(folder, name)))
    .sort()
    .map((name) => join(folder, name));
}

/** A link may lead nowhere, and a folder may be called `data.json`. */
function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function tellUnreadable(folder: string, failures: string[]): void {
  try {
    accessSync(folder, constants.R_OK | constants.X_OK);
  } catch (error) {
    failures.push(`${folder} cannot be searched: ${reasonOf(error)}`);
  }
}

/** Asks the .gitignore files from the repository's root down to the file. */
function ignoredIn(folder: string): (file: string) => boolean {
  const rules = new Map<string, Ignore | null>();
  const rulesIn = (directory: string): Ignore | null => {
    let known = rules.get(directory);
    if (known === undefined) {
      const file = join(directory, '.gitignore');
      known = existsSync(file) ? ignore().add(readFileSync(file, 'utf8')) : null;
      rules.set(directory, known);
    }
    return known;
  };
  const root = repositoryRoot(folder);
  return (file) => {
    for (let directory = dirname(file); directory.startsWith(root); directory = dirname(directory)) {
      if (rulesIn(directory)?.ignores(relative(directory, file).split(sep).join('/'))) return true;
      if (directory === root) break;
    }
    return false;
  };
}

function repositoryRoot(folder: string): string {
  for (let directory = folder; ; directory = dirname(directory)) {
    if (existsSync(join(directory, '.git'))) return directory;
    if (dirname(directory) === directory) return folder;
  }
}
