/** Tells that a model is not covered by the graph; the engine then trains it operation by operation. */
export class NotInGraph extends Error {
  /** `what` completes "… is not covered by the graph". */
  constructor(readonly what: string) {
    super(`${what} is not covered by the graph`);
    this.name = 'NotInGraph';
  }
}
