/** Gathers the licences of the packages whose code is inside the bundles. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BuildRecords } from './up-to-date.mjs';

/** @typedef {import('./bundles.mjs').Bundle} Bundle */

/**
 * Writes name, version and licence text of every bundled package to `file`. The bundles must have been built.
 * @param {string} root @param {readonly Bundle[]} bundles @param {string} file
 */
export function writeLicences(root, bundles, file) {
  const folders = bundledPackages(root, bundles);
  const head = 'Parts of these packages are inside ConvLint:';
  writeFileSync(
    file,
    [head, ...folders.map((folder) => licenceOf(join(root, folder)))].join(`\n\n${'-'.repeat(80)}\n\n`),
  );
}

/** Folders of the packages that the bundles were made of or copy from. @param {string} root @param {readonly Bundle[]} bundles */
function bundledPackages(root, bundles) {
  const { records } = new BuildRecords(root);
  const files = bundles.flatMap(({ outfile, copies = [] }) => [
    ...Object.keys(records[outfile]?.inputs ?? {}),
    ...copies.map(({ from }) => from),
  ]);
  const folders = files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []);
  return [...new Set(folders)].sort();
}

/** @param {string} folder */
function licenceOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|notice)/i.test(file));
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim());
  return [`${name} ${version} (${license})`, ...texts].join('\n\n');
}
