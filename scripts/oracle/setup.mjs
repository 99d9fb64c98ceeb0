/** Makes the Python environment of the Keras judge in `.cache/oracle-venv`; does nothing when it is already there. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { argv, exit, platform } from 'node:process';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const KERAS_2 = 'tf_keras==2.21.0';
const requirements = join(here, 'requirements.txt');

export const root = join(here, '..', '..');
export const environment = join(root, '.cache', 'oracle-venv');
export const python = join(environment, platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');

/** Returns the path of a Python that has the pinned Keras and TensorFlow, and makes it first if need be. */
export function setUp() {
  const stampFile = join(environment, 'convlint-stamp');
  const stamp = createHash('sha256').update(readFileSync(requirements)).update(KERAS_2).digest('hex');
  if (existsSync(python) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return python;

  const started = Date.now();
  console.log('Making the Python environment of the Keras judge (about 300 MB to download) ...');
  rmSync(environment, { recursive: true, force: true });
  mkdirSync(dirname(environment), { recursive: true });
  run(basePython(), ['-m', 'venv', environment]);
  run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', requirements]);
  // Keras 2 asks for the package `tensorflow`; `tensorflow-cpu` is the same library under another name.
  run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps', KERAS_2]);
  writeFileSync(stampFile, stamp);
  console.log(`Ready after ${Math.round((Date.now() - started) / 1000)} s: ${environment}`);
  return python;
}

/** TensorFlow has wheels for these versions of Python only, so the first of them that is installed is taken. */
function basePython() {
  const names = ['python3.11', 'python3.12', 'python3.13', 'python3', 'python'];
  const found = names.find((name) => spawnSync(name, ['-c', 'import venv, ensurepip']).status === 0);
  if (found) return found;
  console.error('The Keras judge needs Python 3.11 to 3.13 with venv (on Debian: apt-get install python3-venv).');
  return exit(1);
}

/** @param {string} command @param {string[]} args */
function run(command, args) {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
  if (status === 0) return;
  console.error(`${command} ${args.join(' ')} failed${error ? `: ${error.message}` : ` with exit code ${status}`}.`);
  exit(1);
}

if (argv[1] === fileURLToPath(import.meta.url)) console.log(setUp());
