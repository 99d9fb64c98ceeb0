/** The panel with the table of one model. It follows the text while it is typed. */
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { type ModelParams, type SummaryResult, summaryRequest, type TrainingPlanParams } from '../protocol/requests';
import type { SummaryInput, SummaryOutput } from '../protocol/summary-panel';
import { holds, modelTarget, reveal } from './target';
import { pageHtml, panelIcon, webviewRoot } from './webview-html';

/** Typing pauses shorter than this are waited for, in milliseconds. */
const DELAY = 150;

export class SummaryPanel implements vscode.Disposable {
  private panel: vscode.WebviewPanel | null = null;
  private target: TrainingPlanParams | null = null;
  private timer: NodeJS.Timeout | undefined;
  private listening = false;
  private readonly changes: vscode.Disposable;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly client: LanguageClient,
  ) {
    this.changes = vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.changed(document.uri.toString())),
      vscode.workspace.onDidChangeNotebookDocument(({ notebook }) => this.changed(notebook.uri.toString())),
    );
  }

  async show(argument?: unknown): Promise<void> {
    const target = modelTarget(argument);
    if (this.client.needsStart()) await this.client.start();
    const summary = target && (await this.summary(target));
    if (!target || !summary) {
      void vscode.window.showInformationMessage(
        target ? 'There is no model in this file.' : 'Open a file with a model first.',
      );
      return;
    }
    // From now on the model is found by its name, wherever the cursor goes.
    this.target = { uri: target.uri, index: summary.index, name: summary.name };
    this.open();
    this.post(summary);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.changes.dispose();
    this.panel?.dispose();
  }

  private open(): void {
    if (this.panel) {
      this.panel.reveal(undefined, true);
      return;
    }
    const { extensionUri } = this.context;
    const panel = vscode.window.createWebviewPanel(
      'convlint.summary',
      'Summary',
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, localResourceRoots: [webviewRoot(extensionUri)] },
    );
    this.panel = panel;
    panel.iconPath = panelIcon(extensionUri);
    panel.onDidDispose(() => {
      this.panel = null;
      this.listening = false;
    });
    panel.onDidChangeViewState(() => {
      if (!panel.visible) this.listening = false;
    });
    panel.webview.onDidReceiveMessage((message: SummaryOutput) => this.receive(message));
    panel.webview.html = pageHtml(panel.webview, extensionUri, { title: 'Summary', bundle: 'summary' });
  }

  private receive(message: SummaryOutput): void {
    switch (message.type) {
      case 'ready':
        this.listening = true;
        void this.update();
        break;
      case 'reveal':
        void reveal(message.place.uri, this.client.protocol2CodeConverter.asRange(message.place.range));
        break;
      case 'train':
        void vscode.commands.executeCommand('convlint.trainModel', this.target);
        break;
    }
  }

  private changed(uri: string): void {
    if (!this.panel || !this.target || !isPartOf(this.target.uri, uri)) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.update(), DELAY);
  }

  private async update(): Promise<void> {
    if (this.target) this.post(await this.summary(this.target));
  }

  private summary(target: ModelParams): Promise<SummaryResult | null> {
    return this.client.sendRequest<SummaryResult | null>(summaryRequest, target);
  }

  private post(summary: SummaryResult | null): void {
    if (this.panel && summary) this.panel.title = `Summary: ${summary.name}`;
    const message: SummaryInput = { type: 'summary', summary };
    if (this.listening) void this.panel?.webview.postMessage(message);
  }
}

/** True if both are the same document, or cells of the same notebook. */
function isPartOf(uri: string, changed: string): boolean {
  if (uri === changed) return true;
  return vscode.workspace.notebookDocuments.some((notebook) => holds(notebook, uri) && holds(notebook, changed));
}
