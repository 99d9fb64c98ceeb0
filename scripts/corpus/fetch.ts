/** Downloads the packages of the corpus, checked by their hashes, and unpacks them; nothing of them is installed or run. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setUp } from '../oracle/setup.mjs';
import { run } from '../setup/command.mjs';
import { pipDownload } from '../setup/pip-download.mjs';
import { cache, type Package, packageFolder } from './package';

export function fetchPackages(packages: readonly Package[]): void {
  const missing = packages.filter((each) => !existsSync(packageFolder(each)));
  for (const each of missing) {
    console.log(`Fetching ${each.name} ${each.version} ...`);
    fetchPackage(each);
  }
}

function fetchPackage(each: Package): void {
  mkdirSync(join(cache, 'packages'), { recursive: true });
  const work = mkdtempSync(join(cache, 'fetch-'));
  const python = setUp();
  const file = pipDownload(python, each, work);
  const unpacked = join(work, 'unpacked');
  run(python, ['-m', file.endsWith('.whl') ? 'zipfile' : 'tarfile', '-e', file, unpacked]);
  // The archive of a source distribution holds one folder.
  const content = file.endsWith('.whl') ? unpacked : join(unpacked, readdirSync(unpacked)[0]!);
  renameSync(content, packageFolder(each));
  rmSync(work, { recursive: true });
}
