/** Bounds on what one analysis may cost, so that no text can make it hang. */
import type { Span } from '../text/span';

/** Steps of one analysis; a step is a node evaluated or an element of a sequence made. */
const MAX_STEPS = 400_000;
/** Steps that loops leave to what comes after them. */
const RESERVE = 50_000;
/** User functions within each other. */
export const MAX_DEPTH = 60;
/** Turns of one loop. */
export const MAX_TURNS = 2_000;

/** Ends the evaluation; caught where it began. */
export class BudgetExceeded extends Error {
  constructor(readonly span: Span) {
    super('the analysis budget is used up');
  }
}

export class Budget {
  private left = MAX_STEPS;

  /** True where a loop is not followed turn by turn any more. */
  get isShort(): boolean {
    return this.left < RESERVE;
  }

  step(span: Span, cost = 1): void {
    this.left -= cost;
    if (this.left < 0) throw new BudgetExceeded(span);
  }
}
