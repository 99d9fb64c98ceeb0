/** Documents of the tests, and waiting for what the language server says of them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';

const folder = mkdtempSync(join(tmpdir(), 'convlint-host-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** A file with a text, opened in an editor. */
export async function openText(name: string, text: string): Promise<vscode.TextDocument> {
  const file = join(folder, name);
  writeFileSync(file, text);
  const document = await vscode.workspace.openTextDocument(file);
  await vscode.window.showTextDocument(document);
  return document;
}

/** A notebook of Python cells, opened in an editor. */
export async function openNotebook(name: string, cells: readonly string[]): Promise<vscode.NotebookDocument> {
  const file = join(folder, name);
  const json = {
    cells: cells.map((source) => ({ cell_type: 'code', execution_count: null, metadata: {}, outputs: [], source })),
    metadata: { language_info: { name: 'python' } },
    nbformat: 4,
    nbformat_minor: 5,
  };
  writeFileSync(file, JSON.stringify(json));
  const notebook = await vscode.workspace.openNotebookDocument(vscode.Uri.file(file));
  await vscode.window.showNotebookDocument(notebook);
  return notebook;
}

/** Asks again until there is an answer that satisfies. */
export async function until<T>(
  what: string,
  ask: () => Thenable<T> | T,
  satisfies: (answer: T) => boolean,
): Promise<T> {
  const end = Date.now() + 60_000;
  let answer = await ask();
  while (!satisfies(answer)) {
    if (Date.now() > end) throw new Error(`${what}: still ${JSON.stringify(answer)?.slice(0, 2000)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
    answer = await ask();
  }
  return answer;
}

/** Labels of the inlay hints, in the order of the text. */
export async function hints({ uri, lineCount }: vscode.TextDocument): Promise<string[]> {
  const all = new vscode.Range(0, 0, lineCount, 0);
  const found = await vscode.commands.executeCommand<vscode.InlayHint[]>('vscode.executeInlayHintProvider', uri, all);
  return found
    .sort((a, b) => a.position.compareTo(b.position))
    .map(({ label }) => (typeof label === 'string' ? label : label.map(({ value }) => value).join('')));
}

/** The Markdown of the hovers at the first place of a word. */
export async function hoverOn(document: vscode.TextDocument, word: string): Promise<string> {
  const at = document.positionAt(document.getText().indexOf(word) + 1);
  const found = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, at);
  const texts = found.flatMap(({ contents }) => contents).map((part) => (typeof part === 'string' ? part : part.value));
  return texts.join('\n');
}

export async function lenses({ uri }: vscode.TextDocument): Promise<string[]> {
  const found = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 100);
  return found.map(({ command }) => command?.title ?? '');
}

/** What ConvLint alone says of a document. */
export function problems({ uri }: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'ConvLint');
}

export function ruleOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** Writes a setting for the duration of a test. */
export async function withSetting<T>(name: string, value: unknown, run: () => Promise<T>): Promise<T> {
  const settings = () => vscode.workspace.getConfiguration('convlint');
  await settings().update(name, value, vscode.ConfigurationTarget.Global);
  try {
    return await run();
  } finally {
    await settings().update(name, undefined, vscode.ConfigurationTarget.Global);
  }
}
