#!/usr/bin/env node
/**
 * Runs every check of the project, or the named ones, and prints last how many passed and failed.
 *
 *   node scripts/test.mjs              all steps
 *   node scripts/test.mjs unit agree   these steps
 */
import { fileURLToPath } from 'node:url';
import { stepsOf, TOLERATE_MISSING } from './check/steps.mjs';
import { secondsSince } from './setup/command.mjs';

/** @typedef {import('./check/step.mjs').Step} Step */
/** @typedef {import('./check/step.mjs').StepResult} StepResult */

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');
const chosen = chooseSteps(stepsOf(root), process.argv.slice(2));
const started = Date.now();
let passed = 0;
let failed = 0;
/** @type {string[]} */
const unhappy = [];

for (const step of chosen) {
  const missing = step.missing?.();
  if (missing !== undefined && TOLERATE_MISSING) {
    console.log(`- ${step.name}: not run, there is no ${missing} yet`);
    continue;
  }
  const result = await runStep(step);
  passed += result.passed;
  failed += result.failures.length;
  if (result.failures.length > 0) unhappy.push(step.name);
}

console.log(`\nAll of it took ${secondsSince(started)}.`);
if (unhappy.length > 0) console.log(`Run again what failed: node scripts/test.mjs ${unhappy.join(' ')}`);
if (passed + failed === 0) {
  console.log('Nothing was checked.');
  failed = 1;
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** Runs one step and prints its line and its failures. @param {Step} step @returns {Promise<StepResult>} */
async function runStep({ name, about, run }) {
  const start = Date.now();
  console.log(`\n${name}: ${about}`);
  const result = await run().catch((error) => crashed(name, error));
  if (result.passed === 0 && result.failures.length === 0) {
    result.failures.push({ title: name, message: 'No test ran.' });
  }
  printFailures(result.failures);
  const skipped = result.skipped > 0 ? `, ${result.skipped} skipped` : '';
  console.log(`  ${result.passed} passed, ${result.failures.length} failed${skipped} (${secondsSince(start)})`);
  return result;
}

/** The first ones in full, the others by name. @param {import('./check/step.mjs').Failure[]} failures */
function printFailures(failures) {
  for (const { title, message } of failures.slice(0, 10)) console.log(`\n  FAILED ${title}\n${indent(message)}`);
  for (const { title } of failures.slice(10, 60)) console.log(`  FAILED ${title}`);
  if (failures.length > 60) console.log(`  ... and ${failures.length - 60} more`);
}

/** @param {string} name @param {unknown} error @returns {StepResult} */
function crashed(name, error) {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { passed: 0, skipped: 0, failures: [{ title: `${name} could not run`, message }] };
}

/** @param {Step[]} steps @param {string[]} names */
function chooseSteps(steps, names) {
  const unknown = names.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length > 0) {
    console.error(`There is no step ${unknown.join(', ')}. Steps: ${steps.map(({ name }) => name).join(' ')}`);
    process.exit(2);
  }
  return names.length === 0 ? steps : steps.filter(({ name }) => names.includes(name));
}

/** Without the frames of the test runner, and not endless. @param {string} text */
function indent(text) {
  const lines = text.split('\n').filter((line) => !/^\s+at .*(node_modules|node:internal|new Promise)/.test(line));
  const middle = `... ${lines.length - 75} lines ...`;
  const shown = lines.length > 80 ? [...lines.slice(0, 60), middle, ...lines.slice(-15)] : lines;
  return shown.map((line) => `    ${line}`).join('\n');
}
