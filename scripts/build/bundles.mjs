/** The list of bundles: what is built from which source, for whom. */
import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

/**
 * @typedef {object} Bundle
 * @property {string} entry Source file, relative to the project's folder.
 * @property {string} outfile Built file, relative to the project's folder.
 * @property {'node' | 'vscode' | 'browser'} runsIn
 * @property {boolean} [executable] Gets a `#!` line and the right to be run.
 * @property {string[]} [external] Packages that stay outside of the bundle.
 * @property {readonly { from: string, to: string }[]} [copies] Files that must lie beside the bundle.
 */

const WASM = 'node_modules/@tensorflow/tfjs-backend-wasm/dist';

/** What ships. Everything in `dist/` is CommonJS, which starts as fast as ES modules and has one idiom for "beside this file". @param {string} root @returns {Bundle[]} */
export function productBundles(root) {
  return [
    { entry: 'src/cli/main.ts', outfile: 'dist/cli.js', runsIn: 'node', executable: true },
    { entry: 'src/cli/command-line.ts', outfile: 'dist/command-line.cjs', runsIn: 'node' },
    { entry: 'src/server/main.ts', outfile: 'dist/server.cjs', runsIn: 'node' },
    { entry: 'src/client/extension.ts', outfile: 'dist/extension.cjs', runsIn: 'vscode' },
    {
      entry: 'src/train/main.ts',
      outfile: 'dist/trainer.cjs',
      runsIn: 'node',
      external: ['@tensorflow/tfjs-node'],
      copies: ['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm', 'tfjs-backend-wasm-threaded-simd.wasm'].map(
        (file) => ({ from: `${WASM}/${file}`, to: `dist/${file}` }),
      ),
    },
    { entry: 'src/train/describe-main.ts', outfile: 'dist/describe-data.cjs', runsIn: 'node' },
    {
      entry: 'scripts/setup-native-engine.mjs',
      outfile: 'dist/setup-native-engine.cjs',
      runsIn: 'node',
      copies: filesBelow(root, 'scripts/tf-c-headers').map((file) => ({
        from: `scripts/${file}`,
        to: `dist/${file}`,
      })),
    },
    ...panelsOf(root),
  ];
}

/** What the extension host tests need; it does not ship. @param {string} root @returns {Bundle[]} */
export function testBundles(root) {
  const tests = readdirSync(join(root, 'test/host')).filter((file) => file === 'index.ts' || file.endsWith('.test.ts'));
  return [
    ...tests.map((file) => hostTest(file.replace(/\.ts$/, ''))),
    {
      entry: 'test/support/vscode/code-shim.ts',
      outfile: 'dist/test/code',
      runsIn: 'node',
      executable: true,
      external: ['playwright-core'],
    },
  ];
}

/** Paths beginning with the name of the folder. @param {string} root @param {string} folder @returns {string[]} */
function filesBelow(root, folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(join(root, folder, '..'), join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

/** @param {string} name @returns {Bundle} */
function hostTest(name) {
  return {
    entry: `test/host/${name}.ts`,
    outfile: `dist/test/host/${name}.cjs`,
    runsIn: 'vscode',
    external: ['mocha'],
  };
}

/** One bundle per panel: `src/webview/<panel>/main.ts` and the styles it imports. @param {string} root @returns {Bundle[]} */
function panelsOf(root) {
  return readdirSync(join(root, 'src/webview'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => {
      const entry = ['main.ts', 'main.tsx'].map((file) => `src/webview/${name}/${file}`);
      const found = entry.find((file) => existsSync(join(root, file)));
      return found === undefined ? [] : [{ entry: found, outfile: `dist/webview/${name}.js`, runsIn: 'browser' }];
    });
}
