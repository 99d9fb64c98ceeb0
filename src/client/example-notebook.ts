/** The teaching notebook that comes with the extension, opened as a copy that nobody has saved yet. */
import * as vscode from 'vscode';

interface NotebookJson {
  readonly cells: readonly CellJson[];
  readonly metadata: Record<string, unknown>;
}

interface CellJson {
  readonly cell_type: 'code' | 'markdown';
  readonly source: string;
  readonly outputs?: readonly OutputJson[];
}

/** What the notebook's cells have printed: it has no other outputs. */
interface OutputJson {
  readonly output_type: 'stream';
  readonly text: string;
}

export async function openExampleNotebook(extension: vscode.Uri): Promise<void> {
  const file = vscode.Uri.joinPath(extension, 'examples', 'conv_mnist.ipynb');
  const { cells, metadata } = JSON.parse(
    new TextDecoder().decode(await vscode.workspace.fs.readFile(file)),
  ) as NotebookJson;
  const data = new vscode.NotebookData(cells.map(cellData));
  // Where the serializer of Jupyter notebooks keeps what belongs to the whole file.
  data.metadata = { metadata, nbformat: 4, nbformat_minor: 5 };
  const notebook = await vscode.workspace.openNotebookDocument('jupyter-notebook', data);
  await vscode.window.showNotebookDocument(notebook);
}

function cellData({ cell_type, source, outputs = [] }: CellJson): vscode.NotebookCellData {
  if (cell_type === 'markdown') return new vscode.NotebookCellData(vscode.NotebookCellKind.Markup, source, 'markdown');
  const data = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, source, 'python');
  data.outputs = outputs.map(
    (output) => new vscode.NotebookCellOutput([vscode.NotebookCellOutputItem.stdout(output.text)]),
  );
  return data;
}
