/** Names of runs for people. */
import type { RunRecord } from '../../protocol/training';

/** Labels that differ, also for runs of one model at one time. */
export function labelsOf(records: readonly RunRecord[]): string[] {
  const given = new Map<string, number>();
  return records.map((record) => {
    const label = labelOf(record);
    const count = (given.get(label) ?? 0) + 1;
    given.set(label, count);
    return count === 1 ? label : `${label} (${count})`;
  });
}

/** `mynet 2026-05-01 14:30:00`, in the time of this place. */
export function labelOf({ modelName, startedAt }: RunRecord): string {
  // The Swedish way of writing a time is that of ISO 8601.
  return `${modelName} ${new Date(startedAt).toLocaleString('sv-SE')}`;
}

/** There is room for `val_accuracy`, not for `val_sparse_categorical_accuracy`. */
export function shortMetric(name: string): string {
  return name.replace(/^(val_)?.*accuracy$/, '$1accuracy');
}
