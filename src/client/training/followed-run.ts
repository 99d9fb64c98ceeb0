/** A run that another process has started (this window before it was loaded again, another window, the command line): what it tells is read from its folder. */
import * as vscode from 'vscode';
import type { TrainingEvent } from '../../protocol/training';
import type { TrainerAnswer, TrainerCommand } from '../../protocol/training-control';
import { closingEvent, EventTail } from '../../train/run-events';
import { readRun } from '../../train/run-folder';
import { FinishedRun } from './finished-run';

/** Milliseconds between two looks. */
const PACE = 500;

const ELSEWHERE = 'This training was started elsewhere; here it can be watched and stopped.';

export class FollowedRun implements vscode.Disposable {
  /** All so far. */
  readonly events: TrainingEvent[] = [];
  private readonly tail: EventTail;
  private readonly finished: FinishedRun;
  private readonly emitter = new vscode.EventEmitter<TrainingEvent>();
  readonly onEvent = this.emitter.event;
  private readonly answers = new vscode.EventEmitter<TrainerAnswer>();
  readonly onAnswer = this.answers.event;
  private timer: NodeJS.Timeout | null;

  constructor(
    private readonly folder: string,
    trainerPath: string,
  ) {
    this.tail = new EventTail(folder);
    this.events.push(...this.tail.read());
    this.finished = new FinishedRun(folder, trainerPath);
    this.finished.onEvent((event) => this.tell(event));
    this.finished.onAnswer((answer) => this.answers.fire(answer));
    this.timer = setInterval(() => this.look(), PACE);
    this.look();
  }

  async send(command: TrainerCommand): Promise<void> {
    if (this.timer === null) await this.finished.send(command);
    else if (command.type === 'stop') this.stop();
    else if ('id' in command) this.answers.fire({ type: 'refused', id: command.id, message: ELSEWHERE });
    else void vscode.window.showInformationMessage(ELSEWHERE);
  }

  dispose(): void {
    this.endLooking();
    this.finished.dispose();
    this.emitter.dispose();
    this.answers.dispose();
  }

  private look(): void {
    // Asked before the events are read: what a process that is gone has written is all there then.
    const record = readRun(this.folder)?.record;
    for (const event of this.tail.read()) this.tell(event);
    if (record?.outcome === 'running') return;
    this.endLooking();
    const closing = record && closingEvent(record, this.events);
    if (closing) this.tell(closing);
  }

  private tell(event: TrainingEvent): void {
    this.events.push(event);
    this.emitter.fire(event);
  }

  /** The trainer takes this signal as the order to end after its step. */
  private stop(): void {
    const record = readRun(this.folder)?.record;
    try {
      if (record?.outcome === 'running' && record.pid) process.kill(record.pid, 'SIGTERM');
    } catch {
      // It is gone, which the next look finds.
    }
  }

  private endLooking(): void {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
  }
}
