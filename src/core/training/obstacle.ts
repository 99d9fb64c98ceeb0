/** Why a model cannot be trained as it stands, with the place and what can be done. */
import type { ProgramEdit } from '../lang/edit';
import type { Span } from '../text/span';

export interface Obstacle {
  /** Where the cause is written. */
  readonly span: Span;
  /** A sentence for the user that ends without a full stop; the place is added to it. */
  readonly message: string;
  /** What can be done, as an order with a full stop. */
  readonly advice?: string;
  /** Changes that may mend it; offered only after a proof. */
  readonly fixes?: readonly { readonly title: string; readonly edits: readonly ProgramEdit[] }[];
}

/** Thrown while a plan is made and caught where it is asked for: user code is never an error of ours. */
export class CannotTrain extends Error {
  constructor(readonly obstacle: Obstacle) {
    super(obstacle.message);
  }
}

export function refuse(span: Span, message: string, advice?: string, fixes?: Obstacle['fixes']): never {
  throw new CannotTrain({ span, message, ...(advice ? { advice } : {}), ...(fixes ? { fixes } : {}) });
}
