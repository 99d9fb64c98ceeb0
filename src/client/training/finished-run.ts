/** A run that is over: what can still be asked of it, and done with it. */
import * as vscode from 'vscode';
import type { TrainingEvent } from '../../protocol/training';
import type { TrainerAnswer, TrainerCommand } from '../../protocol/training-control';
import { InspectorProcess } from '../../train/inspector-process';
import { readEvents, restoreBest } from '../../train/run-folder';
import { trainerNode } from './node';

export class FinishedRun implements vscode.Disposable {
  private readonly answers = new vscode.EventEmitter<TrainerAnswer>();
  readonly onAnswer = this.answers.event;
  private readonly events = new vscode.EventEmitter<TrainingEvent>();
  /** What changes in the run after its end. */
  readonly onEvent = this.events.event;
  private readonly inspector: InspectorProcess;

  constructor(
    private readonly folder: string,
    trainerPath: string,
  ) {
    this.inspector = new InspectorProcess({
      runFolder: folder,
      program: async () => {
        const { path, env } = await trainerNode();
        return { trainerPath, nodePath: path, env };
      },
      onAnswer: (answer) => this.answers.fire(answer),
    });
  }

  async send(command: TrainerCommand): Promise<void> {
    switch (command.type) {
      case 'inspect':
      case 'samples':
        await this.inspector.ask(command);
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
    this.inspector.end();
    this.answers.dispose();
    this.events.dispose();
  }

  private restore(): void {
    const ended = readEvents(this.folder).find((event) => event.type === 'ended');
    const epoch = ended?.bestEpoch ?? null;
    if (!ended || epoch === null) return;
    const event = { type: 'restored', time: ended.time, epoch } as const;
    try {
      if (!restoreBest(this.folder, event)) return;
      // The process holds the weights from before.
      this.inspector.end();
      this.events.fire(event);
    } catch (error) {
      void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
    }
  }
}
