/** How statements end, and the state of a running function. */
import type { Span } from '../text/span';
import type { Changes } from './journal';
import type { ClassValue, Value } from './value';

/** Why something is not known of which a condition decides. */
export const CONDITION = 'it depends on a condition that is not known';

export type Completion =
  /** `left`: the turn of a loop may have ended before, by a condition that is not known. */
  | { readonly kind: 'normal'; readonly left?: 'break' | 'continue' }
  | { readonly kind: 'break' }
  | { readonly kind: 'continue'; readonly left?: 'break' }
  | { readonly kind: 'return'; readonly value: Value };

export const normal: Completion = { kind: 'normal' };

/** An exception of the program under way, to the nearest `try` or branch of an unknown condition. */
export class Raised extends Error {
  constructor(readonly span: Span) {
    super('the program raises an exception');
  }
}

/** A return in a branch that may or may not have been taken, with all that the function has changed on the way there. */
export interface PossibleReturn {
  readonly value: Value;
  readonly changes: Changes;
}

/** One call of a function, or the run of a module. */
export interface Frame {
  readonly possibleReturns: PossibleReturn[];
  /** What the function has changed so far, and what `further` adds. */
  readonly changes: (further: Changes) => Changes;
  /** Values of `yield` so far; null outside generators. */
  readonly yields: Value[] | null;
  /** For `super()`: the class whose method runs and its object. */
  readonly home: ClassValue | null;
  readonly self: Value | null;
}

export function moduleFrame(): Frame {
  return { possibleReturns: [], changes: (further) => further, yields: null, home: null, self: null };
}
