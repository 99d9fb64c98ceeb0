/** Bounds on what one analysis may cost, so that no text can make it hang. */
import type { Span } from '../text/span';
import type { Value } from './value';

/** Steps of one analysis; a step is a node evaluated or an element of a sequence made. */
const MAX_STEPS = 400_000;
/** Steps that loops leave to what comes after them. */
const RESERVE = 50_000;
/** Turns of a loop that are followed whatever they cost; networks are built in fewer. */
const FREE_TURNS = 64;
/** Steps that one loop may take beyond these turns. */
const MOST_LOOP_STEPS = 100_000;
/** User functions within each other. */
export const MAX_DEPTH = 60;
/** Turns of one loop. */
export const MAX_TURNS = 2_000;

/** What it costs, in steps, to go once through all that a value holds: to copy it, to compare it, to look for something in it. */
export function effort(value: Value): number {
  switch (value.kind) {
    case 'sequence':
      return value.items.length >> 6;
    case 'mapping':
      return value.entries.size >> 4;
    case 'string':
      return value.value.length >> 8;
    default:
      return 0;
  }
}

/** Ends the evaluation; caught where it began. */
export class BudgetExceeded extends Error {
  constructor(readonly span: Span) {
    super('the analysis budget is used up');
  }
}

export class Budget {
  private left = MAX_STEPS;

  /** Steps that are left. */
  get rest(): number {
    return this.left;
  }

  /** True where a loop is not followed turn by turn any more; `rest` is what was left when it began. */
  isUsedUp(turn: number, rest: number): boolean {
    if (turn >= MAX_TURNS || this.left < RESERVE) return true;
    return turn >= FREE_TURNS && rest - this.left > MOST_LOOP_STEPS;
  }

  step(span: Span, cost = 1): void {
    this.left -= cost;
    if (this.left < 0) throw new BudgetExceeded(span);
  }
}
