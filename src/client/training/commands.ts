/** The commands around training: start, stop, see again. Keeps the runs of this window. */
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  type ModelParams,
  type SummaryResult,
  summaryRequest,
  type TrainingDataResult,
  type TrainingPlanParams,
  type TrainingPlanResult,
  trainingDataRequest,
  trainingPlanRequest,
} from '../../protocol/requests';
import {
  type RunRecord,
  TRAINING_PROTOCOL_VERSION,
  type TrainingEvent,
  type TrainingJob,
} from '../../protocol/training';
import { type RunSettings, withRunSettings } from '../../protocol/training-control';
import { newRunFolder, readRun } from '../../train/run-folder';
import { documentOf, modelTarget, reveal } from '../target';
import { type ChosenData, chooseData, type DataPlaces, dataOfRun, describeOwn } from './choose-data';
import { FinishedRun } from './finished-run';
import { FollowedRun } from './followed-run';
import { trainerNode, trainerPathIn } from './node';
import { TRAINING_VIEW, TrainingPanel } from './panel';
import { offerFix } from './refusal';
import { openFolder, runsRoot } from './run-places';
import { pickRun, readStoredRun, type StoredRunView } from './runs';
import { TrainingSession } from './session';
import { sourceOf } from './source-text';
import { TrainingStatus } from './status';

/** How long the server may take to see an edit that was just made. */
const EDIT_PATIENCE_MS = 2000;

export class TrainingCommands implements vscode.Disposable {
  private readonly sessions: TrainingSession[] = [];
  /** Panels by the folder of the run that they show. */
  private readonly panels = new Map<string, TrainingPanel>();
  /** The folders of runs whose panels VS Code brought back. */
  private readonly restored = new Set<string>();
  /** What the user chose as the data of runs, by their folders. */
  private readonly chosen = new Map<string, ChosenData>();
  private readonly emitter = new vscode.EventEmitter<TrainingEvent>();
  /** Every event of every run. */
  readonly onEvent = this.emitter.event;
  private readonly status = new TrainingStatus();
  private readonly serializer: vscode.Disposable;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly client: LanguageClient,
    private readonly output: vscode.LogOutputChannel,
  ) {
    this.serializer = vscode.window.registerWebviewPanelSerializer(TRAINING_VIEW, {
      deserializeWebviewPanel: async (panel, state) => this.restore(panel, state),
    });
  }

  /** Trains the model that is meant, in `shown` if given. Resolves when the trainer has started, or to null if it has not. */
  async train(
    argument?: unknown,
    settings: RunSettings | null = null,
    chosen: ChosenData | null = null,
    shown: TrainingPanel | null = null,
  ): Promise<TrainingSession | null> {
    const target = modelTarget(argument);
    if (!target) {
      void vscode.window.showInformationMessage('Open a file with a model to train it.');
      return null;
    }
    await this.started();
    let plan = await this.plan(target, chosen);
    while (plan?.kind === 'refused') {
      const before = plan.message;
      if (!(await offerFix(this.client, plan))) return null;
      plan = await this.planAfterEdit({ ...target, index: plan.index, name: plan.name }, before, chosen);
    }
    if (!plan) {
      void vscode.window.showInformationMessage('There is no model in this file.');
      return null;
    }
    return this.start(target.uri, plan, settings, chosen, shown);
  }

  /** Asks for the data first, unless a path names them. */
  async trainOnData(argument?: unknown, path?: string): Promise<TrainingSession | null> {
    const target = modelTarget(argument);
    await this.started();
    const choices = target && (await this.client.sendRequest<TrainingDataResult | null>(trainingDataRequest, target));
    if (!target || !choices) {
      void vscode.window.showInformationMessage('There is no model in this file.');
      return null;
    }
    try {
      const chosen =
        path === undefined
          ? await chooseData(choices, this.dataPlaces)
          : { data: await describeOwn(path, this.dataPlaces), limit: null };
      return chosen && (await this.train(target, null, chosen));
    } catch (error) {
      void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
      return null;
    }
  }

  /** Trains the model of a kept run as it is now, on the data of that run. */
  private async trainAgain(
    target: ModelParams & { readonly name: string },
    { dataset, sourcePath }: RunRecord,
    settings: RunSettings | null,
    shown: TrainingPanel,
  ): Promise<void> {
    try {
      if (!(await documentOf(target.uri))) throw new Error(`${sourcePath} is not there any more.`);
      await this.started();
      const known = await this.client.sendRequest<TrainingDataResult | null>(trainingDataRequest, target);
      await this.train(target, settings, await dataOfRun(dataset, known, this.dataPlaces), shown);
    } catch (error) {
      void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
    }
  }

  private get dataPlaces(): DataPlaces {
    return {
      storage: this.storage,
      describeProgram: vscode.Uri.joinPath(this.context.extensionUri, 'dist', 'describe-data.cjs').fsPath,
      node: trainerNode,
    };
  }

  /** Where downloaded data are kept. */
  private get storage(): string {
    return vscode.Uri.joinPath(this.context.globalStorageUri, 'datasets').fsPath;
  }

  /** Shows a run of this window or one that is kept. */
  openRun(folder: string): void {
    const session = this.sessions.find(({ job }) => job.runFolder === folder);
    const panel = this.panels.get(folder);
    if (panel) panel.reveal();
    else if (session) this.open(session);
    else this.openStored(readStoredRun(folder), null);
  }

  /** Stops the only run, or the one that is chosen. */
  async stop(): Promise<void> {
    const running = this.sessions.filter(({ isRunning }) => isRunning);
    if (running.length === 0) {
      void vscode.window.showInformationMessage('No model is being trained.');
      return;
    }
    const session = running.length === 1 ? running[0] : await pickSession(running, 'Which training is to be stopped?');
    await session?.stop();
  }

  /** Shows the run that goes on (the one that is chosen of several), else the newest of this window, else those that are kept. */
  async showPanel(): Promise<void> {
    const running = this.sessions.filter(({ isRunning }) => isRunning);
    const isOne = running.length < 2;
    const session = isOne
      ? (running[0] ?? this.sessions.at(-1))
      : await pickSession(running, 'Which training is to be shown?');
    if (session) this.open(session);
    else if (isOne) await this.showRuns();
  }

  async showRuns(): Promise<void> {
    const folder = await pickRun(this.context);
    if (folder) this.openRun(folder);
  }

  /** Pauses the only run, or the one that is chosen; a paused one goes on. */
  async pause(): Promise<void> {
    const running = this.sessions.filter(({ isRunning }) => isRunning);
    if (running.length === 0) {
      void vscode.window.showInformationMessage('No model is being trained.');
      return;
    }
    const question = 'Which training is to be paused or continued?';
    const session = running.length === 1 ? running[0] : await pickSession(running, question);
    session?.send({ type: session.isPaused ? 'resume' : 'pause' });
  }

  /** The window is closed or loaded again. */
  async leaveAll(): Promise<void> {
    await Promise.all(this.sessions.map((session) => session.leave()));
  }

  dispose(): void {
    void this.leaveAll();
    this.serializer.dispose();
    this.status.dispose();
    for (const panel of this.panels.values()) panel.dispose();
    for (const session of this.sessions) session.dispose();
  }

  private get trainerPath(): string {
    return trainerPathIn(this.context.extensionUri);
  }

  // ---- Start ----------------------------------------------------------------------------------------------------------

  private async start(
    uri: string,
    plan: Extract<TrainingPlanResult, { kind: 'ready' }>,
    settings: RunSettings | null,
    chosen: ChosenData | null,
    shown: TrainingPanel | null,
  ): Promise<TrainingSession | null> {
    const document = await documentOf(uri);
    if (!document) return null;
    const target = { uri: document.uri.toString(), name: plan.name, index: plan.index };
    const panel = await this.panelFor(target.uri, plan.name);
    if (panel === 'no') return null;
    try {
      const node = await trainerNode();
      const planned = settings ? withRunSettings(plan.job, settings) : plan.job;
      const job: TrainingJob = {
        version: TRAINING_PROTOCOL_VERSION,
        ...planned,
        dataset: { ...planned.dataset, storage: this.storage },
        notes: plan.notes,
        engine: node.engine,
        source: sourceOf(document),
        runFolder: newRunFolder(runsRoot(this.context, document.uri), plan.name, new Date()),
      };
      const session = new TrainingSession(job, target, node, this.trainerPath);
      this.sessions.push(session);
      if (chosen) this.chosen.set(job.runFolder, chosen);
      this.status.follow(session);
      session.onEvent((event) => {
        this.emitter.fire(event);
        this.log(session, event);
      });
      for (const note of plan.notes) this.output.info(`${plan.name}: ${note}`);
      this.open(session, shown ?? panel);
      return session;
    } catch (error) {
      void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
      return null;
    }
  }

  /** The panel of an earlier run of the same model; asks before a run that goes on is ended. */
  private async panelFor(uri: string, name: string): Promise<TrainingPanel | null | 'no'> {
    const earlier = this.sessions.filter(({ target }) => target.uri === uri && target.name === name).at(-1);
    if (!earlier) return this.restoredPanel(uri, name);
    if (earlier.isRunning) {
      const again = 'Stop and Train Again';
      this.open(earlier);
      const chosen = await vscode.window.showInformationMessage(`${name} is being trained already.`, again);
      if (chosen !== again) return 'no';
      await earlier.stop();
    }
    return this.panels.get(earlier.job.runFolder) ?? null;
  }

  /** The panel of a run of the same model from before the window was loaded again. */
  private restoredPanel(uri: string, name: string): TrainingPanel | null {
    const isEarlier = (folder: string) => {
      const record = readRun(folder)?.record;
      if (record?.modelName !== name || record.outcome === 'running') return false;
      return vscode.Uri.file(record.sourcePath).toString() === uri;
    };
    const folder = [...this.restored].find((each) => this.panels.has(each) && isEarlier(each));
    return folder === undefined ? null : this.panels.get(folder)!;
  }

  private open(session: TrainingSession, panel: TrainingPanel | null = null): void {
    const { job, target } = session;
    const known = this.panels.get(job.runFolder);
    if (known) {
      known.reveal();
      return;
    }
    this.show(panel ?? TrainingPanel.create(this.context.extensionUri), job.runFolder, (shown) =>
      shown.show(target.name, job.runFolder, session.events, session, {
        command: (command) => session.send(command),
        restart: (settings) => told(this.train(target, settings, this.chosen.get(job.runFolder) ?? null)),
        openSource: () => told(this.openSource(target)),
        openRunFolder: () => openFolder(job.runFolder),
      }),
    );
  }

  private openStored(stored: StoredRunView | null, panel: TrainingPanel | null): void {
    if (!stored) {
      void vscode.window.showErrorMessage('This run cannot be read.');
      panel?.dispose();
      return;
    }
    const { folder, record, events } = stored;
    const target = { uri: vscode.Uri.file(record.sourcePath).toString(), name: record.modelName };
    const followed = record.outcome === 'running' ? new FollowedRun(folder, this.trainerPath) : null;
    const run = followed ?? new FinishedRun(folder, this.trainerPath);
    this.show(panel ?? TrainingPanel.create(this.context.extensionUri), folder, (shown) => {
      shown.onClosed(() => run.dispose());
      shown.show(record.modelName, folder, followed?.events ?? events, run, {
        command: (command) => void run.send(command),
        restart: (settings) => void this.trainAgain(target, record, settings, shown),
        openSource: () => told(this.openSource(target)),
        openRunFolder: () => openFolder(folder),
      });
    });
  }

  private show(panel: TrainingPanel, folder: string, fill: (panel: TrainingPanel) => void): void {
    for (const [other, shown] of this.panels) if (shown === panel) this.panels.delete(other);
    this.panels.set(folder, panel);
    panel.onClosed(() => {
      if (this.panels.get(folder) === panel) this.panels.delete(folder);
    });
    fill(panel);
  }

  /** After the window was loaded again: what is on disk. */
  private restore(panel: vscode.WebviewPanel, state: unknown): void {
    const folder = (state as { readonly runFolder?: unknown } | null)?.runFolder;
    const shown = new TrainingPanel(this.context.extensionUri, panel);
    const stored = typeof folder === 'string' ? readStoredRun(folder) : null;
    if (stored) this.restored.add(stored.folder);
    this.openStored(stored, shown);
  }

  // ---- The server -----------------------------------------------------------------------------------------------------

  private async started(): Promise<void> {
    if (this.client.needsStart()) await this.client.start();
  }

  private plan(target: TrainingPlanParams, chosen: ChosenData | null = null): Promise<TrainingPlanResult | null> {
    const usual = vscode.workspace.getConfiguration('convlint.training').get<number | null>('maxSamples', null);
    const limit = chosen?.limit ?? usual;
    const overrides = { ...(limit ? { limit } : {}), ...(chosen ? { data: chosen.data } : {}) };
    const params: TrainingPlanParams = { ...target, overrides };
    return this.client.sendRequest<TrainingPlanResult | null>(trainingPlanRequest, params);
  }

  /** Cells are told to the server a moment after they have changed. */
  private async planAfterEdit(
    target: TrainingPlanParams,
    before: string,
    chosen: ChosenData | null,
  ): Promise<TrainingPlanResult | null> {
    const end = Date.now() + EDIT_PATIENCE_MS;
    for (;;) {
      const plan = await this.plan(target, chosen);
      const isOld = plan?.kind === 'refused' && plan.message === before;
      if (!isOld || Date.now() > end) return plan;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  private async openSource(target: ModelParams & { readonly name: string }): Promise<void> {
    if (!(await documentOf(target.uri))) {
      void vscode.window.showErrorMessage(`${vscode.Uri.parse(target.uri).fsPath} is not there any more.`);
      return;
    }
    await this.started();
    const model = await this.client.sendRequest<SummaryResult | null>(summaryRequest, target);
    const range = model && this.client.protocol2CodeConverter.asRange(model.place.range);
    await reveal(model?.place.uri ?? target.uri, range ?? new vscode.Range(0, 0, 0, 0));
  }

  private log({ target }: TrainingSession, event: TrainingEvent): void {
    if (event.type === 'started') {
      this.output.info(`${target.name}: ${event.engineReason}`);
      for (const text of event.disagreements)
        this.output.error(`Static and real model differ, please report it: ${text}`);
    }
    if (event.type === 'failed') this.output.error(`${target.name}: ${event.message}`);
  }
}

/** What the buttons of a panel start is awaited by nobody. */
function told(work: Promise<unknown>): void {
  work.catch((error: unknown) => {
    void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
  });
}

async function pickSession(
  running: readonly TrainingSession[],
  question: string,
): Promise<TrainingSession | undefined> {
  const items = running.map((session) => ({
    label: session.target.name,
    description: session.job.source.path,
    session,
  }));
  return (await vscode.window.showQuickPick(items, { placeHolder: question }))?.session;
}
