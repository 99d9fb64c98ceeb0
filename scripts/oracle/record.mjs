/**
 * Asks real Keras for the answers in test/oracle: `npm run record`, or a part of it, as `npm run record -- Conv2D Dense`,
 * `npm run record -- signatures` and `npm run record -- models`; `npm run record -- operations` asks for `keras.ops`,
 * `npm run record -- requirements` asks pip.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { argv, env, exit } from 'node:process';
import { root, setUp } from './setup.mjs';

const python = setUp();
const wanted = argv.slice(2);
const apart = ['requirements', 'operations'];
if (wanted.length === 0 || wanted.some((name) => !apart.includes(name))) run('record.py', wanted);
if (wanted.length === 0 || wanted.includes('operations')) run('operations.py', []);
if (wanted.includes('requirements')) run('requirements_allowed.py', []);
if (wanted.length === 0 || wanted.includes('models')) run('record_keras2.py', []);

function run(script, args) {
  const { status } = spawnSync(python, [join(root, 'scripts', 'oracle', script), ...args], {
    stdio: 'inherit',
    // A fixed seed keeps the order in which Python prints sets, which are part of Keras' messages.
    env: { ...env, PYTHONHASHSEED: '0', PYTHONDONTWRITEBYTECODE: '1', COLUMNS: '140' },
  });
  if (status !== 0) exit(status ?? 1);
}
