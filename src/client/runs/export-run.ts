/** Asks in which form a run is to be exported and where to, and writes it. */
import { readFileSync, writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { renderReport } from '../../protocol/report';
import { exportCsv, exportKeras, exportTfjs } from '../../train/export/export-run';
import { readEvents, type StoredRun } from '../../train/run-folder';
import { trainerNode, trainerPathIn } from '../training/node';
import { webviewRoot } from '../webview-html';
import { showComparison } from './compare-panel';
import { labelOf } from './labels';

export type ExportForm = 'csv' | 'png' | 'html' | 'tfjs' | 'keras';

const FORMS: readonly (vscode.QuickPickItem & { readonly form: ExportForm })[] = [
  { form: 'csv', label: 'CSV', detail: 'Losses and metrics, one line per epoch' },
  { form: 'png', label: 'PNG', detail: 'The curves as a picture: opens them, with a button to save' },
  { form: 'html', label: 'HTML Report', detail: 'One file with charts and tables that opens in any browser' },
  { form: 'tfjs', label: 'TensorFlow.js Model', detail: 'A folder with model.json and the weights' },
  {
    form: 'keras',
    label: 'Keras Program',
    detail: 'A Python file that rebuilds the model, loads its weights and trains on, also on several machines',
  },
];

/** `form` and `to` are asked for where they are not given. Resolves to what was written. */
export async function exportRun(
  extension: vscode.Uri,
  run: StoredRun,
  form?: ExportForm,
  to?: vscode.Uri,
): Promise<vscode.Uri | null> {
  const chosen = form ?? (await vscode.window.showQuickPick(FORMS, { placeHolder: 'Export the run as' }))?.form;
  if (chosen === undefined) return null;
  if (chosen === 'png') {
    showComparison(extension, [{ label: labelOf(run.record), record: run.record }]);
    return null;
  }
  const place = to ?? (await askPlace(chosen, run));
  if (!place) return null;
  await write(extension, run, chosen, place.fsPath);
  return place;
}

async function write(
  extension: vscode.Uri,
  { folder }: StoredRun,
  form: Exclude<ExportForm, 'png'>,
  place: string,
): Promise<void> {
  switch (form) {
    case 'csv':
      exportCsv(folder, place);
      break;
    case 'html':
      exportReport(extension, folder, place);
      break;
    case 'tfjs':
      exportTfjs(folder, place);
      break;
    case 'keras':
      await exportProgram(extension, folder, place);
      break;
  }
}

/** The data of a run may have to be read again for it, which can take a while. */
async function exportProgram(extension: vscode.Uri, runFolder: string, file: string): Promise<void> {
  const { path, env } = await trainerNode();
  const program = { trainerPath: trainerPathIn(extension), nodePath: path, env };
  const shown = { location: vscode.ProgressLocation.Window, title: 'Writing the Keras program' };
  await vscode.window.withProgress(shown, () => exportKeras(runFolder, file, program));
}

function exportReport(extension: vscode.Uri, runFolder: string, file: string): void {
  const text = (name: string) => readFileSync(vscode.Uri.joinPath(webviewRoot(extension), name).fsPath, 'utf8');
  const page = renderReport({ js: text('training.js'), css: text('training.css'), events: readEvents(runFolder) });
  writeFileSync(file, page);
}

async function askPlace(form: Exclude<ExportForm, 'png'>, { record }: StoredRun): Promise<vscode.Uri | undefined> {
  const root = vscode.workspace.workspaceFolders?.[0]?.uri;
  const name = record.modelName.replace(/[^\w-]+/g, '-');
  const ending = { csv: 'csv', html: 'html', keras: 'py', tfjs: '' }[form];
  const defaultUri = root && vscode.Uri.joinPath(root, ending ? `${name}.${ending}` : `${name}-tfjs`);
  const filters = ending ? { filters: { [ending.toUpperCase()]: [ending] } } : {};
  return vscode.window.showSaveDialog({ ...filters, ...(defaultUri ? { defaultUri } : {}) });
}
