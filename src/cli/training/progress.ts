/** Shows the events of a run on a terminal, as plain lines, or as JSON lines. */
import { MultiBar, type SingleBar } from 'cli-progress';
import type { TrainingEvent } from '../../protocol/training';
import { batchLine, epochLine, epochTitle } from './keras-lines';

export interface ProgressView {
  show(event: TrainingEvent): void;
  /** Leaves the terminal as it was. */
  close(): void;
}

export function progressView(format: 'text' | 'jsonl'): ProgressView {
  if (format === 'jsonl')
    return { show: (event) => void process.stdout.write(`${JSON.stringify(event)}\n`), close: () => undefined };
  return process.stdout.isTTY ? new TerminalProgress() : new PlainProgress();
}

/** One line per thing that happened: for logs and pipes. */
class PlainProgress implements ProgressView {
  protected epochs = 0;
  protected steps = 0;

  show(event: TrainingEvent): void {
    switch (event.type) {
      case 'started':
        this.epochs = event.epochs;
        this.steps = event.stepsPerEpoch;
        for (const line of startedLines(event)) this.print(line);
        break;
      case 'epoch':
        this.print(epochTitle(event.epoch, this.epochs));
        this.print(epochLine(event, this.steps));
        break;
      case 'restored':
        this.print(`The weights are those of epoch ${event.epoch} again.`);
        break;
      case 'ended':
        this.print(endText(event));
        break;
      case 'starting':
      case 'batch':
      case 'evaluation':
      case 'weights':
      case 'paused':
      case 'resumed':
      case 'failed':
        break;
    }
  }

  close(): void {}

  protected print(line: string): void {
    process.stdout.write(`${line}\n`);
  }
}

/** The line of the running epoch is drawn again and again below the lines that stay. */
class TerminalProgress extends PlainProgress {
  private readonly bars = new MultiBar({
    format: (_, { value, total }, { text }: { text: string }) => text || `${value}/${total}`,
    clearOnComplete: true,
    hideCursor: true,
    linewrap: false,
    fps: 10,
  });
  private bar: SingleBar | null = null;
  private epoch = 0;

  override show(event: TrainingEvent): void {
    if (event.type === 'starting') this.draw(0, `${event.step} ...`);
    if (event.type === 'batch') {
      if (event.epoch !== this.epoch) {
        this.epoch = event.epoch;
        this.print(epochTitle(event.epoch, this.epochs));
      }
      this.draw(event.step, batchLine(event, this.steps));
      return;
    }
    if (event.type === 'epoch') {
      this.print(epochLine(event, this.steps));
      this.draw(0, '');
      return;
    }
    if (event.type === 'ended' || event.type === 'failed') this.close();
    super.show(event);
  }

  override close(): void {
    if (this.bar) this.bars.remove(this.bar);
    this.bar = null;
    this.bars.stop();
  }

  private draw(step: number, text: string): void {
    this.bar ??= this.bars.create(Math.max(1, this.steps), 0, { text });
    this.bar.setTotal(Math.max(1, this.steps));
    this.bar.update(step, { text: text || ' ' });
  }

  protected override print(line: string): void {
    if (!this.bar) {
      super.print(line);
      return;
    }
    this.bars.log(`${line}\n`);
    this.bars.update();
  }
}

function startedLines(event: Extract<TrainingEvent, { type: 'started' }>): string[] {
  const count = (value: number) => value.toLocaleString('en-US');
  return [
    `${event.modelName}: ${count(event.totalParams)} parameters.${event.data ? ` ${event.data}.` : ''}`,
    `${event.engineReason} ${count(event.trainSamples)} samples to train on, ${count(event.validationSamples)} to validate.`,
    ...event.disagreements.map((text) => `A fault of ConvLint, please report it: ${text}.`),
  ];
}

function endText({ outcome, reason, epochsDone, time }: Extract<TrainingEvent, { type: 'ended' }>): string {
  const epochs = epochsDone === 1 ? '1 epoch' : `${epochsDone} epochs`;
  const text = `${outcome === 'finished' ? 'Trained' : 'Stopped after'} ${epochs} in ${(time / 1000).toFixed(1)} s.`;
  return reason === undefined ? text : `${reason} ${text}`;
}
