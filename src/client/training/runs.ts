/** The runs that are kept on disk: to choose from, and to read again. */
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { RunRecord, TrainingEvent } from '../../protocol/training';
import { closingEvent } from '../../train/run-events';
import { listRuns, readEvents, readRun } from '../../train/run-folder';
import { allRunsRoots } from './run-places';

export interface StoredRunView {
  readonly folder: string;
  readonly record: RunRecord;
  readonly events: readonly TrainingEvent[];
}

/** Null if there is no run that can be read. */
export function readStoredRun(folder: string): StoredRunView | null {
  const run = readRun(folder);
  if (!run) return null;
  const events = readEvents(folder);
  const closing = closingEvent(run.record, events);
  return { folder, record: run.record, events: closing ? [...events, closing] : events };
}

/** The folder of the run that the user chooses. */
export async function pickRun(context: vscode.ExtensionContext): Promise<string | undefined> {
  const runs = allRunsRoots(context)
    .flatMap(listRuns)
    .sort((a, b) => b.record.startedAt.localeCompare(a.record.startedAt));
  if (runs.length === 0) {
    void vscode.window.showInformationMessage('No model has been trained here yet.');
    return undefined;
  }
  const items = runs.map(({ folder, record }) => ({
    label: `$(${runIcon(record)}) ${record.modelName}`,
    description: new Date(record.startedAt).toLocaleString(),
    detail: describe(record),
    folder,
  }));
  return (await vscode.window.showQuickPick(items, { placeHolder: 'Open a training run', matchOnDescription: true }))
    ?.folder;
}

/** The name of the icon that tells how a run stands. */
export function runIcon({ outcome }: RunRecord): string {
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

function describe({ epochs, fit, sourcePath, message, outcome }: RunRecord): string {
  const last = Object.entries(epochs.at(-1)?.metrics ?? {});
  const validated = last.filter(([name]) => name.startsWith('val_'));
  const metrics = (validated.length ? validated : last).map(([name, value]) => `${name} ${value.toFixed(4)}`);
  const done = `${outcome}, epoch ${epochs.length} of ${fit.epochs}`;
  return [basename(sourcePath), message ?? done, ...metrics].join(' · ');
}
