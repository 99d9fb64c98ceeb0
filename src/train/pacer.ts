/** Lets messages from outside in every so often, at little cost. */

import { setImmediate as nextTurn } from 'node:timers/promises';

/** The longest time without a look at the messages from outside, in milliseconds. */
const YIELD_EVERY = 50;

interface PacedHost {
  /** Milliseconds since the start of the run. */
  time(): number;
  attend(): Promise<void>;
}

export class Pacer {
  private last: number;
  private idle = 0;

  constructor(private readonly host: PacedHost) {
    this.last = host.time();
  }

  async breathe(): Promise<void> {
    if (this.host.time() - this.last < YIELD_EVERY) return;
    await nextTurn();
    const start = this.host.time();
    await this.host.attend();
    this.last = this.host.time();
    this.idle += this.last - start;
  }

  /** Milliseconds since the start without those of pauses and requests. */
  busyTime(): number {
    return this.host.time() - this.idle;
  }
}
