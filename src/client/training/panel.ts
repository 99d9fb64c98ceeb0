/** The webview that shows a run while it goes on, and again whenever it is opened later. */
import * as vscode from 'vscode';
import type { PanelInput, TrainingEvent } from '../../protocol/training';
import { type RunSettings, readPanelOutput, type TrainerCommand } from '../../protocol/training-control';
import { pageHtml, panelIcon, webviewRoot } from '../webview-html';
import type { FinishedRun } from './finished-run';
import { placeOfRun } from './run-places';

export const TRAINING_VIEW = 'convlint.training';

export interface PanelActions {
  command(command: TrainerCommand): void;
  /** With the settings of the program where none are given. */
  restart(settings: RunSettings | null): void;
  openSource(): void;
  openRunFolder(): void;
}

export class TrainingPanel implements vscode.Disposable {
  private events: readonly TrainingEvent[] = [];
  private place = '';
  private listening = false;
  private subscriptions: vscode.Disposable[] = [];
  private readonly closed = new vscode.EventEmitter<void>();
  readonly onClosed = this.closed.event;
  private actions: PanelActions | null = null;

  constructor(
    private readonly extension: vscode.Uri,
    private readonly panel: vscode.WebviewPanel,
  ) {
    panel.iconPath = panelIcon(extension);
    panel.onDidDispose(() => {
      this.unsubscribe();
      this.closed.fire();
    });
    panel.onDidChangeViewState(() => {
      // A hidden page is thrown away; it asks for everything when it is shown again.
      if (!panel.visible) this.listening = false;
    });
    panel.webview.onDidReceiveMessage((message: unknown) => this.receive(message));
  }

  static create(extension: vscode.Uri): TrainingPanel {
    const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    const options = { enableScripts: true, localResourceRoots: [webviewRoot(extension)] };
    return new TrainingPanel(extension, vscode.window.createWebviewPanel(TRAINING_VIEW, 'Training', column, options));
  }

  /** Shows a run; what comes later is told by `onEvent`, and what it answers by `onAnswer`. */
  show(
    name: string,
    runFolder: string,
    events: readonly TrainingEvent[],
    { onEvent, onAnswer }: Pick<FinishedRun, 'onEvent' | 'onAnswer'>,
    actions: PanelActions,
  ): void {
    this.unsubscribe();
    this.events = events;
    this.place = placeOfRun(runFolder);
    this.actions = actions;
    this.panel.title = `Training: ${name}`;
    this.subscriptions = [
      onEvent((event) => this.post({ type: 'event', event })),
      onAnswer((answer) => this.post({ type: 'answer', answer })),
    ];
    if (this.listening) this.replay();
    else
      this.panel.webview.html = pageHtml(this.panel.webview, this.extension, {
        title: 'Training',
        bundle: 'training',
        state: { runFolder },
      });
  }

  reveal(): void {
    this.panel.reveal(undefined, true);
  }

  dispose(): void {
    this.panel.dispose();
  }

  private replay(): void {
    this.post({ type: 'replay', events: this.events, place: this.place });
  }

  private post(message: PanelInput): void {
    if (this.listening) void this.panel.webview.postMessage(message);
  }

  private unsubscribe(): void {
    for (const subscription of this.subscriptions.splice(0)) subscription.dispose();
  }

  private receive(received: unknown): void {
    const message = readPanelOutput(received);
    switch (message?.type) {
      case undefined:
        break;
      case 'ready':
        this.listening = true;
        this.replay();
        break;
      case 'command':
        this.actions?.command(message.command);
        break;
      case 'restart':
        this.actions?.restart(message.settings ?? null);
        break;
      case 'open-source':
        this.actions?.openSource();
        break;
      case 'open-run-folder':
        this.actions?.openRunFolder();
        break;
    }
  }
}
