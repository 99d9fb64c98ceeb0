/** Bundles a program with the packages that it imports, the real TensorFlow.js and the tracer, to be run by Node. */
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { cwd } from 'node:process';
import { build } from 'esbuild';

const here = import.meta.dirname;
const require = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

/**
 * @param {string} program
 * @param {(name: string) => string | null} locate The folder or file of a package of the corpus that a bare name means.
 * @param {string} outfile
 */
export async function bundle(program, locate, outfile) {
  const constants = new Map();
  try {
    await bundleWith(program, locate, outfile, constants);
  } catch (error) {
    if (!assignedConstants(error, constants)) throw error;
    await bundleWith(program, locate, outfile, constants);
  }
}

/** @param {string} program @param {(name: string) => string | null} locate @param {string} outfile @param {Map<string, import('esbuild').Location[]>} constants */
async function bundleWith(program, locate, outfile, constants) {
  await build({
    stdin: {
      contents: `import { start, finish } from './tracer.mjs'; start(); await import(${JSON.stringify(program)}); finish();`,
      resolveDir: here,
    },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    mainFields: ['module', 'main'],
    sourcemap: 'linked',
    banner: { js: require },
    logLevel: 'silent',
    tsconfigRaw: '{}',
    plugins: [corpusModules(locate), variables(constants)],
  });
}

/** @param {(name: string) => string | null} locate @returns {import('esbuild').Plugin} */
function corpusModules(locate) {
  return {
    name: 'corpus',
    setup(building) {
      const whole = { path: join(here, 'whole-tfjs.mjs') };
      building.onResolve({ filter: /^@tensorflow\/tfjs(-node|-node-gpu)?$/ }, () => whole);
      building.onResolve({ filter: /^[^./]/ }, async ({ path, kind, importer, pluginData }) => {
        if (pluginData === 'asked' || path.startsWith('node:') || builtinModules.includes(path)) return null;
        const found = locate(path);
        const resolveDir = found === null ? here : dirname(found);
        const resolved = await building.resolve(found ?? path, { kind, importer, resolveDir, pluginData: 'asked' });
        // What is imported but not there takes no part in building a model: something empty stands in.
        return { path: resolved.errors.length > 0 ? join(here, 'stand-in.cjs') : resolved.path };
      });
    },
  };
}

/**
 * A package may hold a line that assigns to a constant and fails when it runs, which esbuild does not bundle. Notes where
 * such constants are declared; false if the bundling failed for another reason.
 * @param {unknown} failure @param {Map<string, import('esbuild').Location[]>} constants
 */
function assignedConstants(failure, constants) {
  const errors = /** @type {import('esbuild').BuildFailure} */ (failure).errors ?? [];
  const places = errors.map(({ text, notes }) => text.endsWith('because it is a constant') && notes[0]?.location);
  for (const place of places) {
    if (!place) return false;
    const file = resolve(cwd(), place.file);
    constants.set(file, [...(constants.get(file) ?? []), place]);
  }
  return places.length > 0;
}

/** Declares the constants as variables. @param {Map<string, import('esbuild').Location[]>} constants @returns {import('esbuild').Plugin} */
function variables(constants) {
  return {
    name: 'variables',
    setup(building) {
      building.onLoad({ filter: /\.[cm]?[jt]s$/ }, ({ path }) => {
        const places = constants.get(path);
        if (!places) return null;
        const lines = readFileSync(path, 'utf8').split('\n');
        for (const { line, column } of places) {
          const text = lines[line - 1] ?? '';
          lines[line - 1] = text.slice(0, column).replace(/const(\s+)$/, 'let  $1') + text.slice(column);
        }
        return { contents: lines.join('\n'), loader: path.endsWith('ts') ? 'ts' : 'js' };
      });
    },
  };
}
