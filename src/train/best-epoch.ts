/** Keeps the weights of the best epoch so far: the one with the lowest validation loss, or loss without validation. */

import type { Metrics } from '../protocol/training';
import type { WeightValues } from './engine';

export class BestEpoch {
  private found: { readonly epoch: number; readonly score: number; readonly weights: readonly WeightValues[] } | null =
    null;

  get epoch(): number | null {
    return this.found?.epoch ?? null;
  }

  get weights(): readonly WeightValues[] | null {
    return this.found?.weights ?? null;
  }

  /** `weights` is only asked if the epoch is better than all before. */
  consider(epoch: number, metrics: Metrics, weights: () => readonly WeightValues[]): void {
    const score = metrics.val_loss ?? metrics.loss;
    if (score === undefined || !Number.isFinite(score)) return;
    if (this.found !== null && score >= this.found.score) return;
    // An engine may show its own memory, which changes with the next step.
    const kept = weights().map((weight) => ({ ...weight, values: weight.values.slice() }));
    this.found = { epoch, score, weights: kept };
  }
}
