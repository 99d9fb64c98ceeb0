/** Lets work through so seldom that it takes a small share of the time, however long it takes. */

/** Milliseconds between two times at least. */
const LEAST = 1000;
/** The work takes at most one part in so many. */
const SHARE = 100;

export class Spacing {
  private next = Number.NEGATIVE_INFINITY;

  constructor(private readonly time: () => number) {}

  /** Runs the work, or does nothing if it is too early for it. */
  async run(work: () => Promise<void>): Promise<void> {
    const start = this.time();
    if (start < this.next) return;
    await work();
    const end = this.time();
    this.next = end + Math.max(LEAST, SHARE * (end - start));
  }
}
