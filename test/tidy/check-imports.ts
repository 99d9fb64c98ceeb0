/** Compares what the sources import with the import table. */
import { posix } from 'node:path';
import type { ImportRow } from './import-table';
import { finding, type ProjectFile } from './project-files';
import { type Import, readImports } from './read-imports';

/** One line for each import that its row forbids, and for each source that has no row. */
export function checkImports(files: readonly ProjectFile[], table: readonly ImportRow[]): string[] {
  const sources = files.filter(({ path }) => /^src\/.*\.tsx?$/.test(path));
  const modules = new Set(sources.map(({ path }) => moduleOf(path)));
  return sources.flatMap((file) => {
    const row = rowOf(moduleOf(file.path), table);
    if (row === undefined) return [`${file.path} belongs to no row of the import table`];
    return readImports(file.path, file.text)
      .map((found) => [found, forbidden(found, moduleOf(file.path), row, modules)] as const)
      .filter(([, why]) => why !== undefined)
      .map(([found, why]) => finding(file, found.offset, why!));
  });
}

function forbidden({ specifier, typeOnly }: Import, from: string, row: ImportRow, modules: ReadonlySet<string>) {
  if (!specifier.startsWith('.')) {
    const name = packageOf(specifier);
    return row.packages.includes(name) ? undefined : `${row.unit} may not use the package ${name}`;
  }
  if (specifier.endsWith('.css') || specifier.endsWith('.json')) return undefined;
  const joined = posix.join(posix.dirname(from), specifier);
  const target = modules.has(joined) ? joined : posix.join(joined, 'index');
  const allowed = (prefixes: readonly string[]) => prefixes.some((prefix) => isWithin(target, prefix));
  if (allowed([row.unit, ...row.imports])) return undefined;
  if (!allowed(row.types ?? [])) return `${row.unit} may not import ${target}`;
  return typeOnly ? undefined : `${row.unit} may import only types from ${target}`;
}

/** `core/text/span` for `src/core/text/span.ts`. */
function moduleOf(path: string): string {
  return path.replace(/^src\//, '').replace(/(\.d)?\.tsx?$/, '');
}

function rowOf(module: string, table: readonly ImportRow[]): ImportRow | undefined {
  return table
    .filter(({ unit }) => isWithin(module, unit))
    .sort((a, b) => b.unit.length - a.unit.length)
    .at(0);
}

function isWithin(module: string, prefix: string): boolean {
  return module === prefix || module.startsWith(`${prefix}/`);
}

function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return 'node';
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0]!;
}
