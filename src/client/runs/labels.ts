/** Names of runs for people. */
import type { RunRecord } from '../../protocol/training';

/** Labels that differ, also for runs of one model at one time. */
export function labelsOf(records: readonly RunRecord[]): string[] {
  const given = new Map<string, number>();
  return records.map(({ modelName, startedAt }) => {
    const label = `${modelName} ${startedAt.slice(0, 19).replace('T', ' ')}`;
    const count = (given.get(label) ?? 0) + 1;
    given.set(label, count);
    return count === 1 ? label : `${label} (${count})`;
  });
}
