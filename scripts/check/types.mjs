/** Types: each unit with the tsconfig of its own that says what its code may see (the core neither Node nor DOM). */
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { collect } from './process.mjs';
import { single, together } from './step.mjs';

const LIMIT_MS = 180_000;

/** @param {string} root */
export async function checkTypes(root) {
  mkdirSync(join(root, '.cache', 'tsc'), { recursive: true });
  const waiting = unitsOf(root);
  /** @type {import('./step.mjs').StepResult[]} */
  const results = [];
  const worker = async () => {
    for (let unit = waiting.shift(); unit !== undefined; unit = waiting.shift())
      results.push(await checkUnit(root, unit));
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), 4) }, worker));
  return together(results);
}

/** Folders with a tsconfig.json and a source. @param {string} root */
function unitsOf(root) {
  const units = readdirSync(join(root, 'src')).map((unit) => `src/${unit}`);
  return [...units, 'test', 'test/host', 'scripts'].filter(
    (unit) => existsSync(join(root, unit, 'tsconfig.json')) && hasSource(join(root, unit)),
  );
}

/** @param {string} folder */
function hasSource(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).some((file) => /\.(ts|tsx|mjs)$/.test(file));
}

/** @param {string} root @param {string} unit */
async function checkUnit(root, unit) {
  const record = join(root, '.cache', 'tsc', `${unit.replaceAll('/', '-')}.tsbuildinfo`);
  const args = ['-p', unit, '--pretty', 'false', '--incremental', '--tsBuildInfoFile', record];
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const { code, output } = await collect(process.execPath, [tsc, ...args], { cwd: root, limitMs: LIMIT_MS });
  return single(`types of ${unit}`, code === 0, output);
}
