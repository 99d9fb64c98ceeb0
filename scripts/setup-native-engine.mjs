/**
 * Makes the native training engine in `.cache/native-engine`: @tensorflow/tfjs-node without its install script, the
 * TensorFlow C library from a package registry, and the binding between them compiled here.
 *
 * Usage: node scripts/setup-native-engine.mjs [--quiet] [--into FOLDER] [--required]
 *
 * Best effort: where it cannot be had it says why and exits with 0 (1 with `--required`), and the built-in engine does the
 * work. With `--into` the engine is kept in that folder, without what was downloaded; so the extension installs it.
 */

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { isThere, NotPossible, run } from './native-engine/commands.mjs';
import { librarySources, unpackLibraries } from './native-engine/libraries.mjs';

const TFJS_NODE_VERSION = '4.22.0';
const NODE_API_HEADERS_VERSION = '1.9.0';
const { values: given } = parseArgs({
  options: { quiet: { type: 'boolean' }, required: { type: 'boolean' }, into: { type: 'string' } },
});
const HEADERS = fileURLToPath(new URL('tf-c-headers', import.meta.url));
const CACHE = path.resolve(given.into ?? fileURLToPath(new URL('../.cache', import.meta.url)));
const ENGINE = path.join(CACHE, 'native-engine');
const STAMP = 'ready.json';
const PACKAGE = 'node_modules/@tensorflow/tfjs-node';

const quiet = given.quiet === true;
const startedAt = Date.now();

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});

async function main() {
  const stamp = JSON.stringify({ tfjsNode: TFJS_NODE_VERSION, platform: process.platform, arch: process.arch });
  if (isReady(stamp)) {
    say('The native training engine is ready.');
    return;
  }
  removeAbandoned();
  const workFolder = `${ENGINE}.part-${process.pid}`;
  try {
    fs.mkdirSync(workFolder, { recursive: true });
    // An installation keeps only what it needs; the project may make the engine again.
    const downloads = path.join(given.into ? workFolder : CACHE, 'downloads');
    const version = await make(workFolder, downloads);
    if (given.into) fs.rmSync(downloads, { recursive: true, force: true });
    fs.writeFileSync(path.join(workFolder, STAMP), stamp);
    fs.rmSync(ENGINE, { recursive: true, force: true });
    fs.renameSync(workFolder, ENGINE);
    say(`The native training engine is ready: TensorFlow ${version}, made in ${seconds()} s.`);
  } catch (error) {
    if (!(error instanceof NotPossible) && error?.code === undefined) throw error;
    console.log(`No native training engine: ${error.message}\nTraining uses the built-in engine instead.`);
    if (given.required) process.exitCode = 1;
  } finally {
    fs.rmSync(workFolder, { recursive: true, force: true });
  }
}

function isReady(stamp) {
  const file = path.join(ENGINE, STAMP);
  return fs.existsSync(file) && fs.readFileSync(file, 'utf8') === stamp;
}

/** What a set-up left behind that was killed; its folder carries the number of its process. */
function removeAbandoned() {
  if (!fs.existsSync(CACHE)) return;
  for (const name of fs.readdirSync(CACHE)) {
    const pid = /^native-engine\.part-(\d+)$/.exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) fs.rmSync(path.join(CACHE, name), { recursive: true, force: true });
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Makes the engine in `folder` and returns the version of TensorFlow that answered. */
async function make(folder, downloads) {
  const compiler = [process.env.CXX, 'g++', 'c++', 'clang++'].find((name) => name && isThere(name));
  if (compiler === undefined) throw new NotPossible('there is no C++ compiler (g++, c++ or clang++).');
  const sources = librarySources();
  if (sources.length === 0) {
    throw new NotPossible(
      `neither Maven nor pip can give the TensorFlow library for ${process.platform} ${process.arch}.`,
    );
  }
  say('Making the native training engine (once, about 160 MB to download):');

  installPackages(folder);
  say(`  packages installed (${seconds()} s)`);

  const library = path.join(folder, PACKAGE, 'deps/lib');
  fs.mkdirSync(library, { recursive: true });
  const { source, files } = await fetchLibraries(sources, library, downloads);
  say(`  TensorFlow library from ${source} (${seconds()} s)`);

  compileBinding(folder, compiler, files);
  say(`  binding compiled (${seconds()} s)`);
  return tryEngine(folder);
}

function installPackages(folder) {
  fs.writeFileSync(path.join(folder, 'package.json'), '{"name":"native-engine","private":true}\n');
  const packages = [`@tensorflow/tfjs-node@${TFJS_NODE_VERSION}`, `node-api-headers@${NODE_API_HEADERS_VERSION}`];
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--fetch-retries=1'];
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  run('Installing @tensorflow/tfjs-node', npm, ['install', ...flags, ...packages], { cwd: folder });
}

/** Tries each source in turn; the reason of the last failure stands if none works. */
async function fetchLibraries(sources, library, downloads) {
  fs.mkdirSync(downloads, { recursive: true });
  let failure = new NotPossible('no source for the TensorFlow library.');
  for (const source of sources) {
    try {
      const archive = source.fetch(downloads);
      return { source: source.name, files: await unpackLibraries(archive, library) };
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

/** Compiles the binding against the Node-API and TensorFlow headers; node-gyp is not needed for two files. */
function compileBinding(folder, compiler, libraries) {
  const pkg = path.join(folder, PACKAGE);
  const out = path.join(pkg, 'lib/napi-v8');
  fs.mkdirSync(out, { recursive: true });
  const onMac = process.platform === 'darwin';
  const origin = onMac ? '@loader_path' : '$ORIGIN';
  const args = [
    ...['-O2', '-std=c++17', '-fPIC', '-shared', '-DNAPI_VERSION=8'],
    `-I${path.join(folder, 'node_modules/node-api-headers/include')}`,
    `-I${HEADERS}`,
    path.join(pkg, 'binding/tfjs_backend.cc'),
    path.join(pkg, 'binding/tfjs_binding.cc'),
    ...['-o', path.join(out, 'tfjs_binding.node')],
    ...libraries.filter((name) => name.startsWith('libtensorflow')).map((name) => path.join(pkg, 'deps/lib', name)),
    ...(onMac ? ['-undefined', 'dynamic_lookup'] : []),
    `-Wl,-rpath,${origin}/../../deps/lib`,
  ];
  run('Compiling the binding', compiler, args);
}

/** Loads the engine in a process of its own and multiplies two matrices. */
function tryEngine(folder) {
  const program = `
    const util = require('util');
    util.isNullOrUndefined ??= (value) => value === null || value === undefined;
    util.isArray ??= Array.isArray;
    const tf = require(${JSON.stringify(path.join(folder, PACKAGE))});
    const product = tf.matMul([[1, 2], [3, 4]], [[1, 2], [3, 4]]).dataSync().join();
    if (product !== '7,10,15,22') throw new Error('wrong product ' + product);
    console.log(tf.backend().binding.TF_Version);`;
  const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3' };
  const result = spawnSync(process.execPath, ['-e', program], { encoding: 'utf8', env, timeout: 60_000 });
  if (result.status === 0) return result.stdout.trim().split('\n').at(-1);
  throw new NotPossible(
    `the engine was made but does not run here: ${result.stderr.trim().split('\n').slice(-3).join(' ')}`,
  );
}

function seconds() {
  return ((Date.now() - startedAt) / 1000).toFixed(1);
}

function say(text) {
  if (!quiet) console.log(text);
}
