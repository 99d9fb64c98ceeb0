/** The text of a document as it is now, saved or not, for keeping with a run. */
import type * as vscode from 'vscode';
import type { TrainingJob } from '../../protocol/training';

/** `vscode.NotebookCellKind.Code`. */
const CODE = 2;

export function sourceOf(document: vscode.TextDocument | vscode.NotebookDocument): TrainingJob['source'] {
  const path = document.uri.scheme === 'file' ? document.uri.fsPath : document.uri.path;
  if (!('getCells' in document)) return { path, languageId: document.languageId, text: document.getText() };
  const cells = document.getCells().map(({ kind, document: cell }) => ({
    cell_type: kind === CODE ? 'code' : 'markdown',
    metadata: {},
    source: cell.getText(),
    ...(kind === CODE ? { execution_count: null, outputs: [] } : {}),
  }));
  const text = JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }, null, 1);
  return { path, languageId: 'python', text };
}
