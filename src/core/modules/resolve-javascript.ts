/** Which file `'./blocks'`, `'../net/index.js'` or a path mapped by `tsconfig.json` means in JavaScript and TypeScript. */
import type { ModuleHost, ModulePlace } from './host';
import { folderOf, foldersUpTo, join } from './paths';
import { mappedPaths } from './tsconfig';

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.json'];

/** TypeScript writes the name of the file that it will be compiled to. */
const COMPILED: ReadonlyMap<string, readonly string[]> = new Map([
  ['.js', ['.ts', '.tsx']],
  ['.jsx', ['.tsx']],
  ['.mjs', ['.mts']],
  ['.cjs', ['.cts']],
]);

export function resolveJavaScript(name: string, from: string, host: ModuleHost): ModulePlace | null {
  const isRelative = /^\.{1,2}(?:\/|$)/.test(name);
  const paths = isRelative ? [join(folderOf(from), name)] : [...configPaths(name, from, host)];
  for (const path of paths) {
    const file = fileAt(path, host);
    if (file !== null) return { path: file, isNamespace: false };
  }
  return null;
}

function fileAt(path: string, { readFile }: ModuleHost): string | null {
  return candidates(path).find((candidate) => readFile(candidate) !== null) ?? null;
}

function candidates(path: string): readonly string[] {
  const extension = /\.[a-z]+$/.exec(path)?.[0] ?? '';
  const stem = path.slice(0, path.length - extension.length);
  return [
    ...(EXTENSIONS.includes(extension) ? [path] : []),
    ...(COMPILED.get(extension) ?? []).map((written) => stem + written),
    ...EXTENSIONS.map((each) => path + each),
    ...EXTENSIONS.map((each) => `${path}/index${each}`),
  ];
}

/** By the nearest `tsconfig.json` or `jsconfig.json`. */
function* configPaths(name: string, from: string, host: ModuleHost): Iterable<string> {
  for (const folder of foldersUpTo(folderOf(from), host.roots)) {
    for (const config of ['tsconfig.json', 'jsconfig.json']) {
      const text = host.readFile(join(folder, config));
      if (text === null) continue;
      yield* mappedPaths(name, join(folder, config), text, host);
      return;
    }
  }
}
