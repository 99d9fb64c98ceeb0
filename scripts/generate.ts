/**
 * Writes the generated files: index files, rule pages, settings in package.json, JSON schemas. Each module of
 * scripts/generators has a default export that returns the files it makes.
 *
 *   tsx scripts/generate.ts                   writes what has changed
 *   tsx scripts/generate.ts --check REPORT    writes nothing but the report of current and stale files
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export interface GeneratedFile {
  /** Relative to the project's folder. */
  readonly path: string;
  readonly text: string;
}

export type Generator = (root: string) => readonly GeneratedFile[] | Promise<readonly GeneratedFile[]>;

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'scripts', 'generators');
const files = (await Promise.all(generatorModules().map(generate))).flat();
const stale = files.filter(({ path, text }) => textOf(join(root, path)) !== text);

if (process.argv[2] === '--check') {
  const current = files.filter((file) => !stale.includes(file));
  const paths = (list: readonly GeneratedFile[]) => list.map(({ path }) => path);
  writeFileSync(process.argv[3]!, JSON.stringify({ current: paths(current), stale: paths(stale) }));
} else {
  for (const { path, text } of stale) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    console.log(`wrote ${path}`);
  }
  console.log(`${files.length} generated files, ${stale.length} of them changed`);
}

function generatorModules(): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((file) => file.endsWith('.ts'));
}

async function generate(module: string): Promise<readonly GeneratedFile[]> {
  const { default: generator } = (await import(pathToFileURL(join(folder, module)).href)) as { default: Generator };
  return generator(root);
}

function textOf(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
