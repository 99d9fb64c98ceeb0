/** One training run: the process, its events so far, and who wants to hear of them. */
import * as vscode from 'vscode';
import type { TrainingEvent, TrainingJob } from '../../protocol/training';
import type { TrainerAnswer, TrainerCommand, TrainerRequest } from '../../protocol/training-control';
import { type RunningTrainer, startTrainer } from '../../train/run-trainer';
import { FinishedRun } from './finished-run';
import type { TrainerNode } from './node';

/** The model that a run trains, so that it can be found again. */
export interface RunTarget {
  readonly uri: string;
  readonly name: string;
  readonly index: number;
}

export class TrainingSession implements vscode.Disposable {
  readonly events: TrainingEvent[] = [];
  private readonly emitter = new vscode.EventEmitter<TrainingEvent>();
  readonly onEvent = this.emitter.event;
  private readonly answers = new vscode.EventEmitter<TrainerAnswer>();
  readonly onAnswer = this.answers.event;
  private readonly trainer: RunningTrainer;
  private readonly finished: FinishedRun;
  /** Questions that the trainer has not answered; those left at its end are asked of the kept run. */
  private readonly open = new Map<number, TrainerRequest>();
  private over = false;
  private paused = false;

  constructor(
    readonly job: TrainingJob,
    readonly target: RunTarget,
    node: TrainerNode,
    trainerPath: string,
  ) {
    const tell = (event: TrainingEvent) => {
      this.events.push(event);
      if (event.type === 'paused') this.paused = true;
      if (event.type === 'resumed') this.paused = false;
      this.emitter.fire(event);
    };
    this.finished = new FinishedRun(job.runFolder, trainerPath);
    this.finished.onEvent(tell);
    this.finished.onAnswer((answer) => this.answers.fire(answer));
    this.trainer = startTrainer({
      job,
      trainerPath,
      nodePath: node.path,
      env: node.env,
      onEvent: tell,
      onAnswer: (answer) => {
        this.open.delete(answer.id);
        this.answers.fire(answer);
      },
    });
    void this.trainer.done.then(() => {
      this.over = true;
      for (const request of this.open.values()) void this.finished.send(request);
      this.open.clear();
    });
  }

  get isRunning(): boolean {
    return !this.over;
  }

  get isPaused(): boolean {
    return this.paused && !this.over;
  }

  get pid(): number | undefined {
    return this.trainer.pid;
  }

  /** Also after the end, where a question starts a process that answers it. */
  send(command: TrainerCommand): void {
    if (command.type === 'stop') void this.stop();
    else if (this.over) void this.finished.send(command);
    else {
      if ('id' in command) this.open.set(command.id, command);
      this.trainer.send(command);
    }
  }

  dispose(): void {
    this.finished.dispose();
  }

  /** Ends after the current step; resolves when the process is gone. */
  async stop(): Promise<void> {
    if (this.over) return;
    this.trainer.stop();
    await this.trainer.done;
  }

  /** The same where the window goes away, so that the run can tell of it. */
  async leave(): Promise<void> {
    if (this.over) return;
    this.trainer.leave();
    await this.trainer.done;
  }
}
