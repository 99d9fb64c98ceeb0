/**
 * Writes test/oracle/signatures/first-versions.json: the version with which each public name came, of all that the
 * newest Keras and TensorFlow.js have and an older version has not. Read from the published packages themselves:
 * the lists that Keras generates of its API (`keras/layers/__init__.py` ...), the declarations of `tf.layers`.
 *
 *   npm run record:versions
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { unzipSync } from 'fflate';
import { parseTarGzip } from 'nanotar';
import { run } from '../setup/command.mjs';

/** @typedef {Readonly<Record<string, ReadonlySet<string>>>} Names public names by module */

const root = join(import.meta.dirname, '../..');
const folder = join(root, '.cache/first-versions');
const TARGET = join(root, 'test/oracle/signatures/first-versions.json');
const MODULES = ['activations', 'applications', 'initializers', 'layers', 'losses', 'metrics', 'ops', 'optimizers'];
const FIRST = { keras: 3, tfjs: 2 };

mkdirSync(folder, { recursive: true });
const keras = await firstVersions(kerasVersions(), kerasNames);
const tfjs = await firstVersions(tfjsVersions(), tfjsNames);
writeFileSync(TARGET, `${JSON.stringify({ keras, tfjs }, null, 1)}\n`);

/**
 * @param {readonly string[]} versions the oldest first
 * @param {(version: string) => Names | Promise<Names>} namesOf
 */
async function firstVersions(versions, namesOf) {
  /** @type {Map<string, Names>} */
  const all = new Map();
  for (const version of versions) {
    all.set(version, await namesOf(version));
    console.log(
      version,
      Object.values(all.get(version)).reduce((sum, names) => sum + names.size, 0),
    );
  }
  const newest = versions.at(-1);
  const modules = Object.entries(all.get(newest)).map(([module, names]) => {
    const later = [...names].sort().flatMap((name) => {
      // A name that went away and came back is there since it came back.
      const gap = versions.findLastIndex((version) => !all.get(version)[module]?.has(name));
      return gap < 0 ? [] : [[name, versions[gap + 1].replace(/\.\d+$/, '')]];
    });
    return [module, Object.fromEntries(later)];
  });
  return { newest, oldest: versions[0], modules: Object.fromEntries(modules) };
}

/** The newest patch of each minor version. @param {readonly string[]} versions @param {number} first */
function minors(versions, first) {
  /** @type {Map<number, number>} */
  const patches = new Map();
  for (const version of versions) {
    const [major, minor, patch] = version.split('.').map(Number);
    if (!/^\d+\.\d+\.\d+$/.test(version) || major < first) continue;
    const key = major * 1000 + minor;
    patches.set(key, Math.max(patches.get(key) ?? 0, patch));
  }
  return [...patches]
    .sort(([a], [b]) => a - b)
    .map(([key, patch]) => `${Math.floor(key / 1000)}.${key % 1000}.${patch}`);
}

function kerasVersions() {
  const listed = run('python3', ['-m', 'pip', 'index', 'versions', 'keras', '--disable-pip-version-check']);
  return minors(/Available versions: (.*)/.exec(listed)[1].split(', '), FIRST.keras);
}

function tfjsVersions() {
  return minors(JSON.parse(run('npm', ['view', '@tensorflow/tfjs-layers', 'versions', '--json'])), FIRST.tfjs);
}

/** @param {string} version @returns {Names} */
function kerasNames(version) {
  const file = downloaded((place) =>
    run('python3', [
      '-m',
      'pip',
      'download',
      '--quiet',
      '--no-deps',
      '--only-binary=:all:',
      '--dest',
      place,
      `keras==${version}`,
    ]),
  );
  const inits = unzipSync(file, { filter: ({ name }) => /^keras\/(api\/)?\w+\/__init__\.py$/.test(name) });
  return Object.fromEntries(
    MODULES.map((module) => {
      const text = inits[`keras/api/${module}/__init__.py`] ?? inits[`keras/${module}/__init__.py`];
      const source = new TextDecoder().decode(text);
      return [
        module,
        new Set([...source.matchAll(/^from \S+ import \(?\s*(?:\w+ as )?(\w+)/gm)].map(([, name]) => name)),
      ];
    }),
  );
}

/** @param {string} version @returns {Promise<Names>} */
async function tfjsNames(version) {
  const file = downloaded((place) =>
    run('npm', ['pack', '--silent', `@tensorflow/tfjs-layers@${version}`, '--pack-destination', place]),
  );
  const member = 'package/dist/exports_layers.d.ts';
  const [declarations] = await parseTarGzip(file, { filter: ({ name }) => name === member });
  const names = [...declarations.text.matchAll(/^export declare (?:function|const|let) (\w+)/gm)].map(
    ([, name]) => name,
  );
  return { layers: new Set(names) };
}

/** The one file that `fetch` puts into a folder. @param {(place: string) => unknown} fetch */
function downloaded(fetch) {
  const place = join(folder, 'package');
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place);
  fetch(place);
  const [name] = readdirSync(place);
  return readFileSync(join(place, basename(name)));
}
