/** Runs a folder of tests with Vitest and reads its machine-readable report. */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { collect } from './process.mjs';

/** @typedef {import('./step.mjs').StepResult} StepResult */
/** @typedef {{ fullName: string, status: string, failureMessages: string[] }} VitestCase */
/** @typedef {{ name: string, status: string, message: string, assertionResults: VitestCase[] }} VitestFile */

/**
 * @param {string} root @param {string} folder
 * @param {{ limitMs: number, config?: string }} options
 * @returns {Promise<StepResult>}
 */
export async function runVitest(root, folder, { limitMs, config }) {
  const report = join(root, '.cache', 'reports', `${folder.replaceAll('/', '-')}.json`);
  mkdirSync(join(root, '.cache', 'reports'), { recursive: true });
  rmSync(report, { force: true });
  const args = ['run', `${folder}/`, '--reporter=json', `--outputFile=${report}`];
  if (config !== undefined) args.push('--config', config);
  const program = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const { code, output, timedOut } = await collect(process.execPath, [program, ...args], { cwd: root, limitMs });

  if (timedOut || !existsSync(report)) {
    const reason = timedOut ? `did not end within ${limitMs / 1000} s` : `ended with ${code} and left no report`;
    return { passed: 0, skipped: 0, failures: [{ title: `vitest ${folder} ${reason}`, message: output.trim() }] };
  }
  const result = readReport(root, JSON.parse(readFileSync(report, 'utf8')).testResults);
  // An error outside of any test (an unhandled rejection) shows in the exit code alone.
  if (code !== 0 && result.failures.length === 0) {
    result.failures.push({ title: `vitest ${folder} ended with ${code}`, message: output.trim() });
  }
  return result;
}

/** @param {string} root @param {VitestFile[]} files @returns {StepResult} */
function readReport(root, files) {
  const cases = files.flatMap(({ assertionResults }) => assertionResults);
  const failures = files.flatMap(({ name, status, message, assertionResults }) => {
    const file = name.replace(root, '');
    const failed = assertionResults.filter((test) => test.status === 'failed');
    // A file that cannot be loaded has no tests to fail.
    if (status === 'failed' && failed.length === 0) return [{ title: file, message }];
    return failed.map((test) => ({
      title: `${file}: ${test.fullName}`,
      message: test.failureMessages.join('\n'),
    }));
  });
  const passed = cases.filter(({ status }) => status === 'passed').length;
  return { passed, skipped: cases.filter(({ status }) => status !== 'passed' && status !== 'failed').length, failures };
}
