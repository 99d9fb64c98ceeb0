/** Keeps the weights of the best epoch so far, and says what it is chosen by. */

import { type BestBy, type FitSettings, isBetter, type Metrics } from '../protocol/training';
import { monitor } from './callbacks/monitor';
import type { CompilePlan } from './compile/plan';
import type { WeightValues } from './engine';

/** Throws where Keras cannot tell whether the metric should fall or rise. */
export function bestBy({ best }: Pick<FitSettings, 'best'>, { metrics }: CompilePlan, isValidated: boolean): BestBy {
  const usual = { metric: isValidated ? 'val_loss' : 'loss', rises: false };
  if (!best) return usual;
  const { monitor: name, mode, threshold } = best;
  const { rises } = monitor('ModelCheckpoint', { name, mode, minDelta: 0 }, metrics);
  const base = name.replace(/^val_/, '');
  const isMeasured = base === 'loss' || metrics.some((metric) => metric.name === base);
  // Keras warns of it and saves each epoch, so none of them is the best one for it.
  if (!isMeasured || (name !== base && !isValidated)) return usual;
  return { metric: name, rises, ...(threshold === undefined ? {} : { threshold }) };
}

export class BestEpoch {
  private found: { readonly epoch: number; readonly score: number; readonly weights: readonly WeightValues[] } | null =
    null;

  constructor(private readonly by: BestBy) {}

  get epoch(): number | null {
    return this.found?.epoch ?? null;
  }

  get weights(): readonly WeightValues[] | null {
    return this.found?.weights ?? null;
  }

  /** `weights` is only asked if the epoch is better than all before. */
  consider(epoch: number, metrics: Metrics, weights: () => readonly WeightValues[]): void {
    const score = metrics[this.by.metric];
    if (score === undefined || !isBetter(this.by, score, this.found?.score)) return;
    // An engine may show its own memory, which changes with the next step.
    const kept = weights().map((weight) => ({ ...weight, values: weight.values.slice() }));
    this.found = { epoch, score, weights: kept };
  }
}
