/** The list of kept runs in the side bar of the explorer, the newest first; a run that goes on changes while it is watched. */
import { existsSync, watch } from 'node:fs';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { RunRecord } from '../../protocol/training';
import { listRuns, type StoredRun } from '../../train/run-folder';
import { allRunsRoots } from '../training/run-places';
import { runIcon } from '../training/runs';
import { shortMetric } from './labels';

const RUNS_VIEW = 'convlint.runs';

/** Changes on the disk come in bursts; milliseconds. */
const QUIET = 300;

export class RunsTree implements vscode.TreeDataProvider<StoredRun>, vscode.Disposable {
  private readonly emitter = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.emitter.event;
  readonly view: vscode.TreeView<StoredRun>;
  private watchers: { close(): void }[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly context: vscode.ExtensionContext) {
    this.view = vscode.window.createTreeView(RUNS_VIEW, { treeDataProvider: this, canSelectMany: true });
    this.view.onDidChangeVisibility(({ visible }) => {
      if (visible) this.refresh();
    });
  }

  refresh(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.emitter.fire(), QUIET);
  }

  getChildren(run?: StoredRun): StoredRun[] {
    if (run) return [];
    const roots = allRunsRoots(this.context);
    this.follow(roots);
    return roots.flatMap(listRuns).sort((a, b) => b.record.startedAt.localeCompare(a.record.startedAt));
  }

  getTreeItem({ folder, record }: StoredRun): vscode.TreeItem {
    const item = new vscode.TreeItem(record.modelName);
    item.id = folder;
    item.description = [...score(record), when(new Date(record.startedAt))].join(' · ');
    item.iconPath = new vscode.ThemeIcon(runIcon(record));
    item.tooltip = tooltip(folder, record);
    item.contextValue = record.outcome === 'running' ? 'running' : 'run';
    item.command = { command: 'convlint.runs.open', title: 'Open Run', arguments: [{ folder, record }] };
    item.accessibilityInformation = { label: `${record.modelName}, ${record.outcome}, ${item.description}` };
    return item;
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.unfollow();
    this.view.dispose();
  }

  private follow(roots: readonly string[]): void {
    this.unfollow();
    for (const root of roots.filter((each) => existsSync(each))) {
      try {
        this.watchers.push(watch(root, () => this.refresh()).on('error', () => undefined));
      } catch {
        // Where the disk cannot be watched the list follows when it is shown again.
      }
    }
  }

  private unfollow(): void {
    for (const watcher of this.watchers) watcher.close();
    this.watchers = [];
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

function tooltip(folder: string, { outcome, epochs, fit, sourcePath, startedAt, message, dataset }: RunRecord): string {
  const done = `${outcome}, epoch ${epochs.length} of ${fit.epochs} on ${dataset.name}`;
  const begun = `Started ${new Date(startedAt).toLocaleString()}`;
  return [basename(sourcePath), begun, done, ...(message ? [message] : []), folder].join('\n');
}
