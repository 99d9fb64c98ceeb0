/** How much of the layers could be resolved, and why the rest could not. */
import { type Analysis, layerRows } from '../core';
import type { OutputCoverage } from '../protocol/cli-output';

/** Over all applications of layers; a reason that holds for many comes first. */
export function coverageOf(analyses: readonly Analysis[]): OutputCoverage {
  const rows = analyses.flatMap(layerRows);
  const counts = new Map<string, number>();
  for (const { unknown } of rows) if (unknown !== null) counts.set(unknown, (counts.get(unknown) ?? 0) + 1);
  const reasons = [...counts].map(([reason, applications]) => ({ reason, applications }));
  reasons.sort((a, b) => b.applications - a.applications);
  return {
    applications: rows.length,
    resolved: rows.filter(({ unknown }) => unknown === null).length,
    reasons,
  };
}
