/** The webview that shows runs beside each other, and saves what it shows. */
import { readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { renderRunsPage } from '../../protocol/report';
import { type ComparedRun, type RunsPanelInput, readRunsPanelOutput } from '../../protocol/runs-panel';
import { pageHtml, panelIcon, webviewRoot } from '../webview-html';

export function showComparison(extension: vscode.Uri, runs: readonly ComparedRun[]): vscode.WebviewPanel {
  const title = runs.length === 1 ? `Run: ${runs[0]!.record.modelName}` : `Compare ${runs.length} Runs`;
  const panel = vscode.window.createWebviewPanel('convlint.compareRuns', title, vscode.ViewColumn.Active, {
    enableScripts: true,
    localResourceRoots: [webviewRoot(extension)],
  });
  panel.iconPath = panelIcon(extension);
  panel.webview.onDidReceiveMessage(async (message: unknown) => {
    const output = readRunsPanelOutput(message);
    switch (output?.type) {
      case 'ready': {
        const input: RunsPanelInput = { type: 'runs', runs };
        await panel.webview.postMessage(input);
        break;
      }
      case 'save-picture':
        await save('runs.png', { Pictures: ['png'] }, Buffer.from(output.png, 'base64'));
        break;
      case 'save-page':
        await save('runs.html', { Pages: ['html'] }, Buffer.from(runsPage(extension, runs)));
        break;
    }
  });
  panel.webview.html = pageHtml(panel.webview, extension, { title, bundle: 'runs' });
  return panel;
}

/** The comparison as one file that opens in any browser. */
function runsPage(extension: vscode.Uri, runs: readonly ComparedRun[]): string {
  const text = (name: string) => readFileSync(vscode.Uri.joinPath(webviewRoot(extension), name).fsPath, 'utf8');
  return renderRunsPage({ js: text('runs.js'), css: text('runs.css'), runs });
}

async function save(name: string, filters: Record<string, string[]>, content: Uint8Array): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const defaultUri = folder ? vscode.Uri.joinPath(folder, name) : undefined;
  const file = await vscode.window.showSaveDialog({ filters, ...(defaultUri ? { defaultUri } : {}) });
  if (file) await vscode.workspace.fs.writeFile(file, content);
}
