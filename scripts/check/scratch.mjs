/** Gives a step a folder of its own for temporary files, and holds that it leaves nothing of ours there. */
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** @typedef {import('./step.mjs').StepResult} StepResult */

const VARIABLES = ['TMPDIR', 'TEMP', 'TMP'];

/** What the product and the tests make; the tools that they start have names of their own. */
const OURS = /^(convlint|vscode-server|vscode-extensions)-/;

/** The folder goes away whatever the step does, also if it had to be killed. @param {() => Promise<StepResult>} run @returns {Promise<StepResult>} */
export async function inScratch(run) {
  const before = VARIABLES.map((name) => /** @type {const} */ ([name, process.env[name]]));
  // A short name: sockets with long names lie below it.
  const folder = mkdtempSync(join(tmpdir(), 'convlint-'));
  // Some tests start programs as another user, who must get through it.
  chmodSync(folder, 0o755);
  for (const name of VARIABLES) process.env[name] = folder;
  try {
    const result = await run();
    const left = await leftIn(folder);
    // A test that was ended could not clear up.
    if (left.length > 0 && result.failures.length === 0) {
      result.failures.push({ title: 'Left in the folder for temporary files', message: left.join('\n') });
    }
    return result;
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    remove(folder);
  }
}

/** What is still there when processes that were ended have had time to clear up. @param {string} folder */
async function leftIn(folder) {
  for (let round = 0; ; round++) {
    const left = readdirSync(folder).filter((name) => OURS.test(name));
    if (left.length === 0 || round === 20) return left;
    await setTimeout(500);
  }
}

/** A browser that is slow to end may still write there, which is no fault of the step. @param {string} folder */
function remove(folder) {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 15 });
  } catch (error) {
    console.warn(`Not removed: ${folder} (${error})`);
  }
}
