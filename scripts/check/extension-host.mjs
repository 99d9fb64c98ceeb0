/** The tests of test/host, inside the extension host of a real VS Code. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildBundles } from '../build/build-bundles.mjs';
import { productBundles, testBundles } from '../build/bundles.mjs';
import { runTsx } from './tsx.mjs';

/** @param {string} root @returns {Promise<import('./step.mjs').StepResult>} */
export async function checkExtensionHost(root) {
  await buildBundles(root, [...productBundles(root), ...testBundles(root)]);
  const report = join(root, '.cache', 'reports', 'host.json');
  const { code, failed, output } = await runTsx(root, ['test/support/vscode/run-host-tests.ts'], {
    report,
    limitMs: 600_000,
    env: { CONVLINT_HOST_REPORT: report },
  });
  if (failed)
    return { passed: 0, skipped: 0, failures: [{ title: 'The extension host left no report', message: output }] };
  const { passed, skipped, failures } = JSON.parse(readFileSync(report, 'utf8'));
  if (code !== 0 && failures.length === 0) {
    failures.push({ title: `The extension host ended with ${code}`, message: output });
  }
  return { passed, skipped, failures };
}
