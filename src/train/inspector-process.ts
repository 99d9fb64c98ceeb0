/** Has questions about a run that is over answered: by a process that starts with the first and ends when none come. */

import type { TrainerAnswer, TrainerRequest } from '../protocol/training-control';
import { messageOf } from './failure';
import { startInspector, type TrainerProgram } from './run-trainer';

/** Milliseconds without a question after which the process ends. */
const IDLE = 120_000;

const UNANSWERED = 'The process that looks into the saved model ended before it answered. Ask again.';

interface Started {
  readonly process: ReturnType<typeof startInspector>;
  /** The questions that it has not answered yet. */
  readonly open: Set<number>;
}

export interface InspectorPlan {
  readonly runFolder: string;
  /** Asked each time a process is needed. */
  readonly program: () => Promise<TrainerProgram>;
  /** Hears one answer to each question. */
  readonly onAnswer: (answer: TrainerAnswer) => void;
}

export class InspectorProcess {
  private current: Promise<Started> | null = null;
  private idle: NodeJS.Timeout | null = null;

  constructor(private readonly plan: InspectorPlan) {}

  async ask(request: TrainerRequest): Promise<void> {
    const { id } = request;
    this.current ??= this.start();
    const { current } = this;
    try {
      const { process, open } = await current;
      open.add(id);
      process.send(request);
      if (this.idle) clearTimeout(this.idle);
      this.idle = setTimeout(() => this.end(), IDLE).unref();
    } catch (error) {
      this.forget(current);
      this.plan.onAnswer({ type: 'refused', id, message: messageOf(error) });
    }
  }

  /** The next question starts another process, which reads the weights as they are then. */
  end(): void {
    if (this.idle) clearTimeout(this.idle);
    void this.current?.then(
      ({ process }) => process.stop(),
      () => undefined,
    );
    this.current = null;
  }

  private start(): Promise<Started> {
    const { runFolder, program, onAnswer } = this.plan;
    const open = new Set<number>();
    const started = program().then((found) => {
      const process = startInspector({
        ...found,
        runFolder,
        onAnswer: (answer) => {
          open.delete(answer.id);
          onAnswer(answer);
        },
        onEnd: () => {
          this.forget(started);
          for (const id of open) onAnswer({ type: 'refused', id, message: UNANSWERED });
          open.clear();
        },
      });
      return { process, open };
    });
    return started;
  }

  /** Another one may have been started meanwhile. */
  private forget(one: Promise<Started>): void {
    if (this.current === one) this.current = null;
  }
}
