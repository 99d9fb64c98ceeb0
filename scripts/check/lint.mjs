/** Format and lint of every file by Biome, and what nothing uses by Knip. */
import { join, relative } from 'node:path';
import { collect } from './process.mjs';
import { single, together } from './step.mjs';

const LIMIT_MS = 120_000;

/** @param {string} root */
export async function lint(root) {
  return together([await biome(root), await knip(root)]);
}

/** Asks Biome for one line per fault. @param {string} root */
async function biome(root) {
  const args = ['ci', '--error-on-warnings', '--diagnostic-level=warn', '--max-diagnostics=none', '--reporter=github'];
  const { code, output } = await tool(root, '@biomejs/biome/bin/biome', args);
  const faults = [...output.matchAll(/^::\w+ title=([^,]+),file=([^,]+),line=(\d+),.*?::(.*)$/gm)].map(
    ([, rule, file, line, message]) => `${relative(root, String(file))}:${line} ${rule}: ${message}`,
  );
  const hint = 'npx biome check --write FILES mends what it can';
  return single('biome ci', code === 0, faults.length > 0 ? [...faults, hint].join('\n') : output);
}

/** Exports, files and dependencies that nothing uses. @param {string} root */
async function knip(root) {
  const { code, output } = await tool(root, 'knip/bin/knip.js', ['--no-progress']);
  return single('knip', code === 0, output);
}

/** @param {string} root @param {string} program @param {string[]} args */
function tool(root, program, args) {
  return collect(process.execPath, [join(root, 'node_modules', program), ...args], { cwd: root, limitMs: LIMIT_MS });
}
