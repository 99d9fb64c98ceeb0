#!/usr/bin/env node
/**
 * Builds what ships into dist/: the command line, the language server, the extension, the trainer and the panels.
 *
 *   node scripts/build.mjs            what has changed
 *   node scripts/build.mjs --force    all of it
 *   node scripts/build.mjs --watch    and again at every change
 */
import { fileURLToPath } from 'node:url';
import { buildBundles, watchBundles } from './build/build-bundles.mjs';
import { productBundles } from './build/bundles.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const flags = new Set(process.argv.slice(2));

if (flags.has('--watch')) {
  await watchBundles(root, productBundles(root));
} else {
  const start = Date.now();
  const results = await buildBundles(root, productBundles(root), { force: flags.has('--force') });
  for (const { outfile, state, errors, milliseconds } of results) {
    if (state === 'current') continue;
    console.log(`${outfile}: ${state === 'built' ? `built in ${milliseconds} ms` : state}`);
    for (const error of errors) console.error(error);
  }
  const current = results.filter(({ state }) => state === 'current').length;
  console.log(`${results.length} bundles, ${current} of them already up to date, in ${Date.now() - start} ms`);
  if (results.some(({ state }) => state === 'failed')) process.exitCode = 1;
}
