/** What the corpus is made of: packages as they were published, and programs that build models with them. */
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..', '..');
export const cache = join(root, '.cache', 'corpus');

export interface Package {
  /** Also the name of its folder of programs in `scripts/corpus/drivers`. */
  readonly name: string;
  readonly version: string;
  /** SHA-256 of the file that pip downloads. */
  readonly sha256: string;
  /** Other packages of the list that it imports. */
  readonly needs?: readonly string[];
  /** Modules that it imports and that take no part in building a model: the tracer puts something empty in their place. */
  readonly standIns?: readonly string[];
}

/** One program that builds models. */
export interface Entry {
  /** Package and program: `keras-tcn/sequences`. */
  readonly id: string;
  readonly package: string;
  readonly language: 'python' | 'javascript';
  readonly program: string;
  /** Where the program stands for its imports. */
  readonly standsAt: string;
  /** The unpacked packages that it may import, its own first. */
  readonly folders: readonly string[];
  readonly standIns: readonly string[];
}

export function packageFolder({ name, version }: Package): string {
  return join(cache, 'packages', `${name}-${version}`);
}

export function driversOf(own: Package, all: readonly Package[], list: (folder: string) => string[]): readonly Entry[] {
  const folder = join(root, 'scripts/corpus/drivers', own.name);
  const needed = (own.needs ?? []).map((name) => {
    const found = all.find((each) => each.name === name);
    if (!found) throw new Error(`${own.name} needs ${name}, which is not in the list`);
    return found;
  });
  return list(folder)
    .filter((file) => file.endsWith('.py'))
    .sort()
    .map((file) => ({
      id: `${own.name}/${file.slice(0, -'.py'.length)}`,
      package: own.name,
      language: 'python' as const,
      program: join(folder, file),
      standsAt: join(packageFolder(own), 'program.py'),
      folders: [own, ...needed].map(packageFolder),
      standIns: [own, ...needed].flatMap(({ standIns = [] }) => standIns),
    }));
}
