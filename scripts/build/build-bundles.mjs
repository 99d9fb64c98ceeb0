/** Builds bundles with esbuild, only those whose inputs have changed. */
import { chmodSync, copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as esbuild from 'esbuild';
import { BuildRecords, recipeOf } from './up-to-date.mjs';

/** @typedef {import('./bundles.mjs').Bundle} Bundle */
/** @typedef {{ outfile: string, state: 'built' | 'current' | 'no source' | 'failed', errors: string[], milliseconds: number }} BundleResult */

/**
 * @param {string} root @param {readonly Bundle[]} bundles @param {{ force?: boolean }} [options]
 * @returns {Promise<BundleResult[]>}
 */
export async function buildBundles(root, bundles, { force = false } = {}) {
  const records = new BuildRecords(root);
  const results = await Promise.all(bundles.map((bundle) => buildBundle(root, bundle, records, force)));
  if (results.some(({ state }) => state === 'built')) {
    // The package is of type "module"; what lies in dist is not.
    writeFileSync(join(root, 'dist', 'package.json'), '{ "type": "commonjs" }\n');
    records.save();
  }
  return results;
}

/** Builds at once and again at every change of a source, until the process ends. @param {string} root @param {readonly Bundle[]} bundles */
export async function watchBundles(root, bundles) {
  for (const bundle of bundles.filter(({ entry }) => existsSync(join(root, entry)))) {
    const context = await esbuild.context({
      ...optionsOf(root, bundle),
      logLevel: 'info',
      plugins: [finishing(root, bundle)],
    });
    await context.watch();
  }
}

/** @param {string} root @param {Bundle} bundle @param {BuildRecords} records @param {boolean} force @returns {Promise<BundleResult>} */
async function buildBundle(root, bundle, records, force) {
  const { entry, outfile } = bundle;
  const start = Date.now();
  const options = optionsOf(root, bundle);
  const recipe = recipeOf(bundle, options, esbuild.version);
  /** @param {BundleResult['state']} state @param {string[]} [errors] */
  const result = (state, errors = []) => ({ outfile, state, errors, milliseconds: Date.now() - start });

  // The sources of some parts may be missing in a partial checkout; the caller decides whether that is a fault.
  if (!existsSync(join(root, entry))) return result('no source');
  if (!force && records.isCurrent(outfile, recipe)) return result('current');
  try {
    const { metafile } = await esbuild.build({ ...options, metafile: true, logLevel: 'silent' });
    finish(root, bundle);
    records.remember(outfile, recipe, metafile);
    return result('built');
  } catch (error) {
    const messages = /** @type {esbuild.BuildFailure} */ (error).errors;
    if (messages === undefined) throw error;
    return result('failed', await esbuild.formatMessages(messages, { kind: 'error' }));
  }
}

/** @param {string} root @param {Bundle} bundle @returns {esbuild.BuildOptions & { metafile?: boolean }} */
function optionsOf(root, { entry, outfile, runsIn, executable, external = [] }) {
  /** @type {esbuild.BuildOptions} */
  const common = {
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    minify: true,
    keepNames: true,
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'none',
  };
  if (runsIn === 'browser') {
    return {
      ...common,
      platform: 'browser',
      format: 'iife',
      target: 'es2022',
      loader: { '.svg': 'text', '.ttf': 'dataurl' },
    };
  }
  return {
    ...common,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    // "module" first: the CommonJS builds of some packages (jsonc-parser) hide their requires from bundlers.
    mainFields: ['module', 'main'],
    external: runsIn === 'vscode' ? ['vscode', ...external] : [...external],
    banner: {
      js: `${executable ? '#!/usr/bin/env node\n' : ''}const __bundleUrl = require("node:url").pathToFileURL(__filename).href;`,
    },
    define: { 'import.meta.url': '__bundleUrl' },
  };
}

/** What esbuild does not do itself: the right to run, and the files beside the bundle. @param {string} root @param {Bundle} bundle */
function finish(root, { outfile, executable, copies = [] }) {
  if (executable) chmodSync(join(root, outfile), 0o755);
  for (const { from, to } of copies) {
    mkdirSync(dirname(join(root, to)), { recursive: true });
    copyFileSync(join(root, from), join(root, to));
  }
}

/** @param {string} root @param {Bundle} bundle @returns {esbuild.Plugin} */
function finishing(root, bundle) {
  return {
    name: 'finish',
    setup: ({ onEnd }) => onEnd(({ errors }) => (errors.length === 0 ? finish(root, bundle) : undefined)),
  };
}
