/** What follows a run and may change or end it, as the callbacks of Keras do. Epochs and steps count from 1. */

import type { Metrics } from '../../protocol/training';
import type { TrainableModel } from '../engine';

export interface Callback {
  epochBegins?(epoch: number): void;
  /** Why the run ends after this step, in a sentence; `null` if it goes on. */
  stepEnds?(at: { readonly epoch: number; readonly step: number; readonly loss: number }): string | null;
  /** As `stepEnds`. */
  epochEnds?(done: MeasuredEpoch): string | null;
  /** After the last epoch of a run that nobody stopped. Gives the epoch whose weights the model has again, if that is another one. */
  runEnds?(): number | null;
}

export interface MeasuredEpoch {
  readonly epoch: number;
  /** What is not a number is left out. */
  readonly metrics: Metrics;
  readonly isValidated: boolean;
}

/** A callback remembers what it saw, so each run makes its own. */
export type CallbackMaker = (model: TrainableModel) => Callback;
