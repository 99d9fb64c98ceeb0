#!/usr/bin/env node
/**
 * Installs what the other scripts need and is quick when all is there. Node built-ins only: it runs before the first install.
 *
 *   node scripts/setup.mjs              the npm packages
 *   node scripts/setup.mjs --vscode     and a VS Code server for the tests
 *   node scripts/setup.mjs --chromium   and a Chromium for the tests
 *   node scripts/setup.mjs --native     and the native training engine, where it can be had
 *   node scripts/setup.mjs --keras      and the source of keras.applications, where there is a Python with pip
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureChromium } from './setup/chromium.mjs';
import { ensureCodeServer } from './setup/code-server.mjs';
import { secondsSince } from './setup/command.mjs';
import { ensureKerasSource } from './setup/keras-source.mjs';
import { ensureNpmPackages } from './setup/npm-packages.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const flags = new Set(process.argv.slice(2));
const started = Date.now();
let worked = false;

/** @param {string} message */
function log(message) {
  worked = true;
  console.log(message);
}

try {
  requireNode(20);
  const step = Date.now();
  if (ensureNpmPackages(root, log)) log(`npm packages are ready (${secondsSince(step)}).`);
  if (flags.has('--chromium')) timed('Chromium', ensureChromium);
  if (flags.has('--vscode')) timed('VS Code', (report) => ensureCodeServer(root, report));
  if (flags.has('--keras')) await ensureKerasSource(root, log);
  if (flags.has('--native')) setUpNativeEngine();
  if (worked) console.log(`Set-up took ${secondsSince(started)}.`);
} catch (error) {
  console.error(`Set-up failed. ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}

/** @param {number} oldest */
function requireNode(oldest) {
  const found = Number(process.versions.node.split('.')[0]);
  if (found < oldest) throw new Error(`ConvLint needs Node ${oldest} or newer; this is Node ${process.versions.node}.`);
}

/** @param {string} what @param {(log: (message: string) => void) => string} ensure */
function timed(what, ensure) {
  const start = Date.now();
  let installed = false;
  const path = ensure((message) => {
    installed = true;
    log(message);
  });
  if (installed) log(`${what} is ready (${secondsSince(start)}): ${path}`);
}

/** The native engine is a convenience: without it training uses the built-in engine, so its failure does not stop anything. */
function setUpNativeEngine() {
  const script = join(root, 'scripts', 'setup-native-engine.mjs');
  if (!existsSync(script)) return;
  const result = spawnSync(process.execPath, [script], { cwd: root, stdio: 'inherit' });
  if (result.status !== 0) log('Training will use the built-in engine: the native engine could not be set up.');
}
