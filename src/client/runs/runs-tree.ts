/** The list of kept runs in the side bar of the explorer, the newest first; a run that goes on changes while it is watched. */
import { existsSync, watch } from 'node:fs';
import * as vscode from 'vscode';
import { listRuns, type StoredRun } from '../../train/run-folder';
import { allRunsRoots } from '../training/run-places';
import { describeRun } from './describe-run';

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

  getTreeItem(run: StoredRun): vscode.TreeItem {
    const { folder, record } = run;
    const { icon, name, short, details } = describeRun(run);
    const item = new vscode.TreeItem(name);
    item.id = folder;
    item.description = short;
    item.iconPath = new vscode.ThemeIcon(icon);
    item.tooltip = details.join('\n');
    item.contextValue = record.outcome === 'running' ? 'running' : 'run';
    item.command = { command: 'convlint.runs.open', title: 'Open Run', arguments: [run] };
    item.accessibilityInformation = { label: `${name}, ${record.outcome}, ${short}` };
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
