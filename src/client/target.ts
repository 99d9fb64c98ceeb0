/** Which model of which document a command means: what a lens hands over, else the place of the cursor. */
import * as vscode from 'vscode';
import type { ModelParams } from '../protocol/requests';

/** Null if no editor is open. */
export function modelTarget(argument: unknown): ModelParams | null {
  if (isModelParams(argument)) return argument;
  const notebook = vscode.window.activeNotebookEditor;
  if (notebook) return notebookTarget(notebook);
  const editor = vscode.window.activeTextEditor;
  // Menus of the editor's title give the document alone.
  const uri = argument instanceof vscode.Uri ? argument : editor?.document.uri;
  if (!uri) return null;
  const isHere = editor?.document.uri.toString() === uri.toString();
  return isHere ? { uri: uri.toString(), position: plainPosition(editor.selection.active) } : { uri: uri.toString() };
}

/** The document that holds a target, opened if it is not. Null if it is gone. */
export async function documentOf(uri: string): Promise<vscode.TextDocument | vscode.NotebookDocument | null> {
  const parsed = vscode.Uri.parse(uri, true);
  const notebook = vscode.workspace.notebookDocuments.find((each) => holds(each, uri));
  if (notebook) return notebook;
  try {
    return parsed.path.endsWith('.ipynb') && parsed.scheme !== 'vscode-notebook-cell'
      ? await vscode.workspace.openNotebookDocument(parsed)
      : await vscode.workspace.openTextDocument(parsed);
  } catch {
    return null;
  }
}

/** Shows a place, in a notebook the cell that has it. */
export async function reveal(uri: string, range: vscode.Range): Promise<void> {
  const document = await documentOf(uri);
  if (document && 'getCells' in document) {
    const cell = document.getCells().find((each) => each.document.uri.toString() === uri);
    const cells = cell && new vscode.NotebookRange(cell.index, cell.index + 1);
    const shown = await vscode.window.showNotebookDocument(document, cells ? { selections: [cells] } : {});
    if (cells) shown.revealRange(cells, vscode.NotebookEditorRevealType.InCenterIfOutsideViewport);
  } else if (document) {
    await vscode.window.showTextDocument(document, { selection: range });
  }
}

export function holds(notebook: vscode.NotebookDocument, uri: string): boolean {
  return notebook.uri.toString() === uri || notebook.getCells().some(({ document }) => document.uri.toString() === uri);
}

/** The place of the cursor in the chosen cell; a cell that is no code stands for the notebook. */
function notebookTarget({ notebook, selections }: vscode.NotebookEditor): ModelParams {
  const start = selections[0]?.start ?? 0;
  const cell = start < notebook.cellCount ? notebook.cellAt(start) : null;
  if (cell?.document.languageId !== 'python') return { uri: notebook.uri.toString() };
  const uri = cell.document.uri.toString();
  const editor = vscode.window.activeTextEditor;
  const inside =
    editor?.document === cell.document
      ? editor.selection.active
      : cell.document.lineAt(cell.document.lineCount - 1).range.end;
  return { uri, position: plainPosition(inside) };
}

function plainPosition({ line, character }: vscode.Position) {
  return { line, character };
}

function isModelParams(value: unknown): value is ModelParams {
  return typeof value === 'object' && value !== null && 'uri' in value && typeof value.uri === 'string';
}
