#!/usr/bin/env node
/**
 * Writes the file that VS Code installs, with the licences of what is bundled in it.
 *
 *   npm run package                  convlint-VERSION.vsix in the project's folder
 *   npm run package -- --out FILE
 *
 * `@vscode/vsce` is far larger than all else, so it is installed into `.cache/` when it is first needed.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildBundles } from './build/build-bundles.mjs';
import { productBundles } from './build/bundles.mjs';
import { writeLicences } from './build/licences.mjs';
import { run } from './setup/command.mjs';

const VSCE = '@vscode/vsce@3.9.2';

const root = fileURLToPath(new URL('..', import.meta.url));
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const { values } = parseArgs({ options: { out: { type: 'string' } } });
const file = resolve(values.out ?? join(root, `convlint-${version}.vsix`));

const bundles = productBundles(root);
const failed = (await buildBundles(root, bundles)).flatMap(({ errors }) => errors);
if (failed.length > 0) throw new Error(failed.join('\n'));
writeLicences(root, bundles, join(root, 'dist', 'LICENCES.txt'));
// The pictures of the README stay where they are: links relative to the project.
const links = ['--no-rewrite-relative-links', '--allow-missing-repository'];
run(process.execPath, [vsce(), 'package', '--no-dependencies', ...links, '--out', file], { cwd: root });
console.log(`wrote ${file}`);

/** The packager's program, installed if it is not there yet. */
function vsce() {
  const folder = join(root, '.cache', VSCE.replaceAll(/\W+/g, '-'));
  const program = join(folder, 'node_modules', '@vscode', 'vsce', 'vsce');
  if (!existsSync(program)) {
    console.log(`Installing ${VSCE} ...`);
    run('npm', ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--no-save', VSCE]);
  }
  return program;
}
