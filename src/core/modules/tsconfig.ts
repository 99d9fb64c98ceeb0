/** What `paths` and `baseUrl` of a `tsconfig.json` make of a module's name. */
import { parse } from 'jsonc-parser';
import type { ModuleHost } from './host';
import { folderOf, join } from './paths';

/** A chain of `extends` is followed this far. */
const MAX_EXTENDS = 5;

interface PathOptions {
  /** The folder that paths are relative to. */
  readonly base: string;
  readonly paths: Readonly<Record<string, unknown>> | null;
  readonly hasBaseUrl: boolean;
}

/** Parts of the file, whatever stands in them. */
interface Config {
  readonly compilerOptions?: unknown;
  readonly extends?: unknown;
}
interface Options {
  readonly baseUrl?: unknown;
  readonly paths?: unknown;
}

/** The paths that a name stands for, without extensions, the most likely first. */
export function mappedPaths(name: string, path: string, text: string, host: ModuleHost): readonly string[] {
  const options = pathOptions(path, text, host, MAX_EXTENDS);
  if (!options) return [];
  const { base, paths, hasBaseUrl } = options;
  const mapped = Object.entries(paths ?? {})
    .flatMap(([pattern, targets]) => {
      const rest = matchPattern(pattern, name);
      return rest === null || !Array.isArray(targets) ? [] : [{ pattern, rest, targets: targets as unknown[] }];
    })
    // The longest text before the star wins.
    .sort((a, b) => b.pattern.indexOf('*') - a.pattern.indexOf('*'))
    .flatMap(({ rest, targets }) =>
      targets.flatMap((target) => (typeof target === 'string' ? [join(base, target.replace('*', rest))] : [])),
    );
  return hasBaseUrl ? [...mapped, join(base, name)] : mapped;
}

/** What the star of a pattern stands for; null if the name does not match. */
function matchPattern(pattern: string, name: string): string | null {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === name ? '' : null;
  const [before, after] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return name.length >= before.length + after.length && name.startsWith(before) && name.endsWith(after)
    ? name.slice(before.length, name.length - after.length)
    : null;
}

function pathOptions(path: string, text: string, host: ModuleHost, left: number): PathOptions | null {
  const config: unknown = parse(text, [], { allowTrailingComma: true });
  if (!isRecord(config)) return null;
  const { compilerOptions, extends: parent }: Config = config;
  const { baseUrl, paths }: Options = isRecord(compilerOptions) ? compilerOptions : {};
  if (typeof baseUrl === 'string' || isRecord(paths)) {
    const base = typeof baseUrl === 'string' ? join(folderOf(path), baseUrl) : folderOf(path);
    return { base, paths: isRecord(paths) ? paths : null, hasBaseUrl: typeof baseUrl === 'string' };
  }
  if (typeof parent !== 'string' || !parent.startsWith('.') || left === 0) return null;
  for (const candidate of [join(folderOf(path), parent), join(folderOf(path), `${parent}.json`)]) {
    const inherited = host.readFile(candidate);
    if (inherited !== null) return pathOptions(candidate, inherited, host, left - 1);
  }
  return null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
