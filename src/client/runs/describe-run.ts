/** What lists of runs say of one: the tree, and where one is chosen. */
import { basename } from 'node:path';
import type { RunRecord } from '../../protocol/training';
import type { StoredRun } from '../../train/run-folder';
import { placeOfRun } from '../training/run-places';
import { shortMetric } from './labels';

export interface RunDescription {
  /** The name of an icon that tells how it stands. */
  readonly icon: string;
  readonly name: string;
  /** Its result and when it began. */
  readonly short: string;
  /** All else that is to know, in short texts. */
  readonly details: readonly string[];
}

export function describeRun({ folder, record }: StoredRun): RunDescription {
  const { outcome, epochs, fit, sourcePath, startedAt, message, dataset, modelName } = record;
  const data = dataset.path ? basename(dataset.path) : dataset.name;
  const begun = new Date(startedAt);
  return {
    icon: iconOf(record),
    name: modelName,
    short: [...score(record), when(begun)].join(' · '),
    details: [
      basename(sourcePath),
      `Started ${begun.toLocaleString()}`,
      `${outcome}, epoch ${epochs.at(-1)?.epoch ?? 0} of ${fit.epochs} on ${data}`,
      ...(message ? [message] : []),
      placeOfRun(folder),
    ],
  };
}

function iconOf({ outcome }: RunRecord): string {
  switch (outcome) {
    case 'running':
      return 'sync';
    case 'finished':
      return 'pass';
    case 'stopped':
      return 'debug-stop';
    case 'failed':
      return 'error';
  }
}

/** The last validation metric, else the last metric, else nothing. */
function score({ epochs }: RunRecord): string[] {
  const last = Object.entries(epochs.at(-1)?.metrics ?? {});
  const shown = last.filter(([name]) => name.startsWith('val_')).at(-1) ?? last.at(-1);
  return shown ? [`${shortMetric(shown[0])} ${shown[1].toFixed(4)}`] : [];
}

/** The side bar is narrow: of today the time is enough. */
function when(started: Date): string {
  const isToday = started.toDateString() === new Date().toDateString();
  return isToday ? started.toLocaleTimeString([], { timeStyle: 'short' }) : started.toLocaleDateString();
}
