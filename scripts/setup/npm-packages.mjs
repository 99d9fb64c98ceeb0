/** The project's npm packages: installs them exactly as package-lock.json says, when they are not there yet. Node built-ins only. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './command.mjs';

/**
 * Makes `node_modules` agree with `package-lock.json`. Returns whether anything had to be installed.
 * Install scripts are not run: esbuild and the others bring their programs as packages of their own.
 * @param {string} root @param {(message: string) => void} log
 */
export function ensureNpmPackages(root, log) {
  const lockText = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const wanted = createHash('sha256').update(lockText).digest('hex');
  const stamp = join(root, 'node_modules', '.convlint-setup');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return false;

  const agrees = installedAsLocked(root, lockText);
  if (!agrees) {
    log('Installing the npm packages (npm ci) ...');
    run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: root });
  }
  writeFileSync(stamp, wanted);
  return !agrees;
}

/**
 * Whether npm's own record of `node_modules` lists every locked package at its locked version, as after `npm install`.
 * Optional packages of other platforms are locked but not installed.
 * @param {string} root @param {string} lockText
 */
function installedAsLocked(root, lockText) {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const locked = JSON.parse(lockText).packages;
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  return Object.entries(locked).every(([path, entry]) => {
    if (path === '') return true;
    const found = installed[path];
    return found === undefined ? entry.optional === true : found.integrity === entry.integrity;
  });
}
