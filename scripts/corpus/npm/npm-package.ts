/** The packages of npm in the corpus, and the programs that build models with them. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cache, type Entry, root } from '../package';

export interface NpmPackage {
  readonly name: string;
  readonly version: string;
  /** SHA-512 of the archive, as npm writes it. */
  readonly integrity: string;
}

export const npmCache = join(cache, 'npm');
const drivers = join(root, 'scripts/corpus/npm/drivers');

/** The name of the folder in `npmCache` that holds an unpacked package. */
export function npmFolder({ name, version }: NpmPackage): string {
  return `${plainName(name)}-${version}`;
}

/** `magenta-music` for `@magenta/music`; also the name of its folder of programs in `scripts/corpus/npm/drivers`. */
function plainName(name: string): string {
  return name.replace('@', '').replace('/', '-');
}

export function npmEntries(packages: readonly NpmPackage[]): readonly Entry[] {
  return packages.flatMap(({ name }) => {
    const folder = join(drivers, plainName(name));
    const files = existsSync(folder) ? readdirSync(folder).sort() : [];
    return files.map((file) => ({
      id: `${name}/${file.replace(/\.\w+$/, '')}`,
      package: name,
      language: 'javascript' as const,
      program: join(folder, file),
      standsAt: join(npmCache, file),
      folders: [npmCache],
      standIns: [],
    }));
  });
}
