/** What can be done with kept runs: open, compare, export, delete, show in the file manager. */
import { rmSync } from 'node:fs';
import { sep } from 'node:path';
import * as vscode from 'vscode';
import { readRun, type StoredRun } from '../../train/run-folder';
import { allRunsRoots, openFolder } from '../training/run-places';
import { showComparison } from './compare-panel';
import { describeRun } from './describe-run';
import { type ExportForm, exportRun } from './export-run';
import { labelsOf } from './labels';
import { RunsTree } from './runs-tree';

export interface RunCommandsHost {
  readonly context: vscode.ExtensionContext;
  readonly output: vscode.LogOutputChannel;
  /** Shows the panel of a run. */
  open(folder: string): void;
  /** Told whenever a run has changed. */
  readonly onChange: vscode.Event<unknown>;
}

export function registerRunCommands(host: RunCommandsHost): vscode.Disposable {
  const { context, output } = host;
  const tree = new RunsTree(context);
  const command = (name: string, run: (runs: readonly StoredRun[], more: readonly unknown[]) => unknown) =>
    vscode.commands.registerCommand(`convlint.runs.${name}`, async (first?: unknown, ...rest: unknown[]) => {
      try {
        return await run(await chosen(tree, first, rest[0]), rest);
      } catch (error) {
        output.error(error instanceof Error ? error : String(error));
        void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
        return null;
      }
    });
  return vscode.Disposable.from(
    tree,
    host.onChange(() => tree.refresh()),
    vscode.commands.registerCommand('convlint.runs.refresh', () => tree.refresh()),
    command('open', ([run]) => run && host.open(run.folder)),
    command('compare', (runs) => compare(context, runs)),
    command('export', ([run], more) => {
      const [form, to] = more as [ExportForm?, vscode.Uri?];
      return run && exportRun(context.extensionUri, run, typeof form === 'string' ? form : undefined, to);
    }),
    command('delete', async (runs, [sure]) => {
      if (await remove(context, runs, sure === true)) tree.refresh();
    }),
    command('reveal', ([run]) => run && openFolder(run.folder)),
  );
}

/** What a menu hands over: the run under the pointer and all that are selected; else the selection. */
async function chosen(tree: RunsTree, first: unknown, all: unknown): Promise<readonly StoredRun[]> {
  const given = (Array.isArray(all) && all.every(isRun) && all.length > 0 ? all : isRun(first) ? [first] : null) ?? [];
  const runs = given.length > 0 ? given : tree.view.selection.length > 0 ? tree.view.selection : await pick(tree);
  // What is on the disk now, not when the list was made.
  return runs.flatMap(({ folder }) => readRun(folder) ?? []);
}

function isRun(value: unknown): value is StoredRun {
  return typeof (value as StoredRun | null)?.folder === 'string';
}

async function pick(tree: RunsTree): Promise<readonly StoredRun[]> {
  const items = tree.getChildren().map((run) => {
    const { name, short, details } = describeRun(run);
    return { label: name, description: short, detail: details.join(' · '), run };
  });
  const options = { placeHolder: 'Which runs?', canPickMany: true as const, matchOnDetail: true };
  return ((await vscode.window.showQuickPick(items, options)) ?? []).map(({ run }) => run);
}

function compare(context: vscode.ExtensionContext, runs: readonly StoredRun[]): vscode.WebviewPanel | null {
  if (runs.length === 0) return null;
  const labels = labelsOf(runs.map(({ record }) => record));
  return showComparison(
    context.extensionUri,
    runs.map(({ record }, index) => ({ label: labels[index]!, record })),
  );
}

/** Only folders of runs below the places where runs are kept are ever removed. */
async function remove(context: vscode.ExtensionContext, runs: readonly StoredRun[], isSure: boolean): Promise<boolean> {
  const roots = allRunsRoots(context).map((root) => root + sep);
  const own = runs.filter(({ folder }) => roots.some((root) => folder.startsWith(root)));
  const idle = own.filter(({ record }) => record.outcome !== 'running');
  if (idle.length < own.length) throw new Error('A run that goes on cannot be deleted; stop it first.');
  if (idle.length === 0) return false;
  const what = idle.length === 1 ? `the run of ${idle[0]!.record.modelName}` : `${idle.length} runs`;
  const detail = 'Its curves and its trained model are gone then.';
  const sure =
    isSure ||
    (await vscode.window.showWarningMessage(`Delete ${what}?`, { modal: true, detail }, 'Delete')) === 'Delete';
  if (sure) for (const { folder } of idle) rmSync(folder, { recursive: true, force: true });
  return sure;
}
