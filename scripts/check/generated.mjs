/** Generated files: each must be what its generator would write now. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runTsx } from './tsx.mjs';

/** @param {string} root @returns {Promise<import('./step.mjs').StepResult>} */
export async function checkGenerated(root) {
  const report = join(root, '.cache', 'reports', 'generated.json');
  const { failed, output } = await runTsx(root, ['scripts/generate.ts', '--check', report], {
    report,
    limitMs: 120_000,
  });
  if (failed) return { passed: 0, skipped: 0, failures: [{ title: 'scripts/generate.ts', message: output }] };
  const { current, stale } = JSON.parse(readFileSync(report, 'utf8'));
  return {
    passed: current.length,
    skipped: 0,
    failures: stale.map((/** @type {string} */ path) => ({
      title: path,
      message: 'differs from what its generator writes; run `npm run generate` and commit the file.',
    })),
  };
}
