/** Questions about a run that is over: answered by a process that is started when the first one comes and ended when none come. */
import * as vscode from 'vscode';
import type { TrainingEvent } from '../../protocol/training';
import type { TrainerAnswer, TrainerCommand } from '../../protocol/training-control';
import { readEvents, restoreBest } from '../../train/run-folder';
import { startInspector } from '../../train/run-trainer';
import { trainerNode } from './node';

/** Milliseconds without a question after which the process ends. */
const IDLE = 120_000;

type Inspector = ReturnType<typeof startInspector>;

export class FinishedRun implements vscode.Disposable {
  private inspector: Promise<Inspector> | null = null;
  private idle: NodeJS.Timeout | null = null;
  private readonly answers = new vscode.EventEmitter<TrainerAnswer>();
  readonly onAnswer = this.answers.event;
  private readonly events = new vscode.EventEmitter<TrainingEvent>();
  /** What changes in the run after its end. */
  readonly onEvent = this.events.event;

  constructor(
    private readonly folder: string,
    private readonly trainerPath: string,
  ) {}

  async send(command: TrainerCommand): Promise<void> {
    switch (command.type) {
      case 'inspect':
      case 'samples':
        await this.ask(command);
        break;
      case 'restore-best':
        this.restore();
        break;
      case 'stop':
      case 'pause':
      case 'resume':
        break;
    }
  }

  dispose(): void {
    this.end();
    this.answers.dispose();
    this.events.dispose();
  }

  private async ask(command: Extract<TrainerCommand, { id: number }>): Promise<void> {
    try {
      this.inspector ??= this.start();
      (await this.inspector).send(command);
      if (this.idle) clearTimeout(this.idle);
      this.idle = setTimeout(() => this.end(), IDLE);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.answers.fire({ type: 'refused', id: command.id, message });
    }
  }

  private async start(): Promise<Inspector> {
    const { path, env } = await trainerNode();
    return startInspector({
      runFolder: this.folder,
      trainerPath: this.trainerPath,
      nodePath: path,
      env,
      onAnswer: (answer) => this.answers.fire(answer),
      onEnd: () => {
        this.inspector = null;
      },
    });
  }

  private restore(): void {
    const ended = readEvents(this.folder).find((event) => event.type === 'ended');
    const epoch = ended?.bestEpoch ?? null;
    if (!ended || epoch === null) return;
    const event = { type: 'restored', time: ended.time, epoch } as const;
    try {
      if (!restoreBest(this.folder, event)) return;
      // The process holds the weights from before.
      this.end();
      this.events.fire(event);
    } catch (error) {
      void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
    }
  }

  private end(): void {
    if (this.idle) clearTimeout(this.idle);
    void this.inspector?.then(
      (inspector) => inspector.stop(),
      () => undefined,
    );
    this.inspector = null;
  }
}
