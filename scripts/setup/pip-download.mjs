/** Packages of PyPI as files, checked by their hash; nothing is installed. Node built-ins only. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './command.mjs';

/**
 * Downloads the one file of a package that has the hash into `folder`, which must be empty, and returns its path.
 * @param {string} python A Python with pip.
 * @param {{ name: string, version: string, sha256: string }} wanted
 * @param {string} folder
 */
export function pipDownload(python, { name, version, sha256 }, folder) {
  const files = join(folder, 'files');
  mkdirSync(files, { recursive: true });
  const requirements = join(folder, 'requirements.txt');
  writeFileSync(requirements, `${name}==${version} --hash=sha256:${sha256}\n`);
  const quiet = ['--quiet', '--disable-pip-version-check', '--no-deps', '--require-hashes'];
  run(python, ['-m', 'pip', 'download', ...quiet, '--dest', files, '--requirement', requirements]);
  const [file] = readdirSync(files);
  if (file === undefined) throw new Error(`pip reported success but left no file of ${name} ${version}.`);
  return join(files, file);
}
