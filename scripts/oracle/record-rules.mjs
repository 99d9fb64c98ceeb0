/**
 * Asks real Keras what the tests of the rules compare with: how the programs of test/unit/rules/pairs end, also after each
 * fix that is offered for them, and which labels and data fit: `npm run record:rules`. Programs that were recorded before
 * are not run again; `npm run record:rules -- --all` runs them all, which takes minutes.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv, env, exit } from 'node:process';
import { root, setUp } from './setup.mjs';

const python = setUp();
const folder = join(root, 'test', 'unit', 'rules');
recordPairs(join(folder, 'pairs-keras.json'));
writeFileSync(join(folder, 'fits-keras.json'), `${run(python, [script('fits.py')])}\n`);
spawnSync('npx', ['biome', 'format', '--write', folder], { cwd: root, stdio: 'inherit' });

/** @param {string} target */
function recordPairs(target) {
  const before = existsSync(target) && !argv.includes('--all') ? JSON.parse(readFileSync(target, 'utf8')).programs : {};
  /** @type {Record<string, string>} */
  const texts = JSON.parse(run('npx', ['tsx', script('pair-programs.ts')]));
  const fresh = Object.entries(texts).filter(([key]) => !(key in before));
  console.log(`${fresh.length} programs to run`);
  const [versions, ...outcomes] = run(python, [script('pairs.py')], JSON.stringify(Object.fromEntries(fresh))).split(
    '\n',
  );
  const known = Object.assign({}, before, ...outcomes.map((line) => JSON.parse(line)));
  const programs = Object.fromEntries(Object.keys(texts).map((key) => [key, known[key]]));
  writeFileSync(target, `${JSON.stringify({ ...JSON.parse(versions ?? '{}'), programs })}\n`);
}

/** @param {string} name */
function script(name) {
  return join(root, 'scripts', 'oracle', name);
}

/** @param {string} command @param {readonly string[]} args @param {string} input @returns {string} */
function run(command, args, input = '') {
  const { status, stdout } = spawnSync(command, args, {
    encoding: 'utf8',
    input,
    maxBuffer: 2 ** 26,
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...env, PYTHONHASHSEED: '0', PYTHONDONTWRITEBYTECODE: '1' },
  });
  if (status !== 0) exit(status ?? 1);
  return stdout.trim();
}
