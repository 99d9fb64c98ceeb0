/** What was said to the trainer and is not done yet. */

import { readCommand, type TrainerRequest } from '../protocol/training-control';

export class Commands {
  private stop = false;
  private pause = false;
  private restore = false;
  private readonly requests: TrainerRequest[] = [];
  private wake: (() => void) | null = null;

  get stopRequested(): boolean {
    return this.stop;
  }

  get pauseRequested(): boolean {
    return this.pause && !this.stop;
  }

  /** Takes one line of standard input; what is no command is passed over. */
  take(line: string): void {
    const command = parse(line);
    switch (command?.type) {
      case undefined:
        return;
      case 'stop':
        this.stop = true;
        break;
      case 'pause':
        this.pause = true;
        break;
      case 'resume':
        this.pause = false;
        break;
      case 'restore-best':
        this.restore = true;
        break;
      case 'inspect':
      case 'samples':
        this.requests.push(command);
        break;
    }
    this.wakeUp();
  }

  requestStop(): void {
    this.stop = true;
    this.wakeUp();
  }

  /** The oldest request that is not answered. */
  nextRequest(): TrainerRequest | undefined {
    return this.requests.shift();
  }

  /** Whether the best epoch was asked for since the last call. */
  takeRestore(): boolean {
    const asked = this.restore;
    this.restore = false;
    return asked;
  }

  /** Resolves when something is said. */
  next(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve;
    });
  }

  private wakeUp(): void {
    this.wake?.();
    this.wake = null;
  }
}

function parse(line: string) {
  try {
    return readCommand(JSON.parse(line));
  } catch {
    return null;
  }
}
