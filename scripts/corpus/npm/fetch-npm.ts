/** Downloads the packages of npm in the corpus, checked by their hashes, and unpacks them; nothing of them is installed. */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { run } from '../../setup/command.mjs';
import { type NpmPackage, npmCache, npmFolder } from './npm-package';

export function fetchNpmPackages(packages: readonly NpmPackage[]): void {
  mkdirSync(npmCache, { recursive: true });
  for (const each of packages) {
    if (existsSync(join(npmCache, npmFolder(each)))) continue;
    console.log(`Fetching ${each.name} ${each.version} ...`);
    fetchPackage(each);
  }
  // By this file the analysis finds a package by its name, as it does for any project that maps names to folders.
  const paths = packages.flatMap((each) => [
    [each.name, [`./${npmFolder(each)}`]],
    [`${each.name}/*`, [`./${npmFolder(each)}/*`]],
  ]);
  const config = { compilerOptions: { paths: Object.fromEntries(paths) as Record<string, string[]> } };
  writeFileSync(join(npmCache, 'jsconfig.json'), JSON.stringify(config, null, 2));
}

function fetchPackage(each: NpmPackage): void {
  const work = mkdtempSync(join(npmCache, 'fetch-'));
  run('npm', ['pack', `${each.name}@${each.version}`, '--silent', '--pack-destination', work], { cwd: work });
  const archive = join(work, readdirSync(work)[0]!);
  const found = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`;
  if (found !== each.integrity) throw new Error(`${each.name} ${each.version} has the hash ${found}`);
  const unpacked = join(work, 'unpacked');
  mkdirSync(unpacked);
  run('tar', ['-xzf', archive, '-C', unpacked, '--strip-components=1']);
  renameSync(unpacked, join(npmCache, npmFolder(each)));
  rmSync(work, { recursive: true });
}
