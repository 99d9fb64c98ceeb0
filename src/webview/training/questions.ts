/** Asks the trainer and takes the answer to who asked. Of what one place asks, only the newest matters. */

import type { TrainerAnswer, TrainerCommand } from '../../protocol/training-control';

type Question =
  | Omit<Extract<TrainerCommand, { type: 'inspect' }>, 'id'>
  | Omit<Extract<TrainerCommand, { type: 'samples' }>, 'id'>;

/** Milliseconds after which an answer is not waited for any more. */
const PATIENCE = 15_000;

export class Asker {
  /** The question under way. */
  private pending: { readonly id: number; readonly since: number } | null = null;
  private next: Question | null = null;

  constructor(
    private readonly questions: Questions,
    private readonly onAnswer: (answer: TrainerAnswer) => void,
  ) {}

  /** Puts the question once the one before is answered; a newer one takes its place. */
  ask(question: Question): void {
    const isWaiting = this.pending !== null && performance.now() - this.pending.since < PATIENCE;
    if (isWaiting) this.next = question;
    else this.pending = { id: this.questions.send(question, this), since: performance.now() };
  }

  receive(answer: TrainerAnswer): void {
    if (answer.id !== this.pending?.id) return;
    this.pending = null;
    const { next } = this;
    this.next = null;
    if (next) this.ask(next);
    this.onAnswer(answer);
  }

  /** What is under way belongs to another run. */
  forget(): void {
    this.pending = null;
    this.next = null;
  }
}

export class Questions {
  private lastId = 0;
  private readonly askers = new Map<number, Asker>();

  /** `say` is `null` where nobody answers. */
  constructor(private readonly say: ((command: TrainerCommand) => void) | null) {}

  send(question: Question, asker: Asker): number {
    const id = ++this.lastId;
    this.askers.set(id, asker);
    this.say?.({ ...question, id } as TrainerCommand);
    return id;
  }

  receive(answer: TrainerAnswer): void {
    const asker = this.askers.get(answer.id);
    this.askers.delete(answer.id);
    asker?.receive(answer);
  }
}
