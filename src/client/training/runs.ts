/** The runs that are kept on disk: to choose from, and to read again. */
import * as vscode from 'vscode';
import type { RunRecord, TrainingEvent } from '../../protocol/training';
import { closingEvent } from '../../train/run-events';
import { listRuns, readEvents, readRun } from '../../train/run-folder';
import { describeRun } from '../runs/describe-run';
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
  const items = runs.map((run) => {
    const { icon, name, short, details } = describeRun(run);
    return { label: `$(${icon}) ${name}`, description: short, detail: details.join(' · '), folder: run.folder };
  });
  return (await vscode.window.showQuickPick(items, { placeHolder: 'Open a training run', matchOnDetail: true }))
    ?.folder;
}
