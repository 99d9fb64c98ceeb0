/** Tells the menus whether the editor in front holds a model: the context key `convlint.hasModel`. */
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { type SummaryResult, summaryRequest } from '../protocol/requests';

const DELAY = 300;

export function followModels(client: LanguageClient): vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  let shown = false;

  async function update(): Promise<void> {
    const uri = vscode.window.activeNotebookEditor?.notebook.uri ?? vscode.window.activeTextEditor?.document.uri;
    let has = false;
    if (uri && client.isRunning()) {
      has = (await client.sendRequest<SummaryResult | null>(summaryRequest, { uri: uri.toString() })) !== null;
    }
    if (has === shown) return;
    shown = has;
    await vscode.commands.executeCommand('setContext', 'convlint.hasModel', has);
  }
  function soon(): void {
    clearTimeout(timer);
    // A server that is just being restarted does not answer; the next change asks again.
    timer = setTimeout(() => void update().catch(() => undefined), DELAY);
  }

  soon();
  return vscode.Disposable.from(
    client.onDidChangeState(soon),
    vscode.window.onDidChangeActiveTextEditor(soon),
    vscode.window.onDidChangeActiveNotebookEditor(soon),
    vscode.workspace.onDidChangeTextDocument(soon),
    vscode.workspace.onDidOpenNotebookDocument(soon),
    { dispose: () => clearTimeout(timer) },
  );
}
