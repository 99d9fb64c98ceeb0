/** Lowers the learning rate when a metric does not improve any more (`ReduceLROnPlateau` of Keras 3.15). */

import type { TrainableModel } from '../engine';
import type { Callback, MeasuredEpoch } from './callback';
import type { Monitor } from './monitor';

interface ReduceRatePlan {
  readonly monitor: Monitor;
  readonly factor: number;
  /** Epochs without an improvement after which the rate is lowered. */
  readonly patience: number;
  /** Epochs after that in which nothing is counted. */
  readonly cooldown: number;
  readonly least: number;
}

export class ReduceRate implements Callback {
  private best: number | null = null;
  private waited = 0;
  private resting = 0;

  constructor(
    private readonly plan: ReduceRatePlan,
    private readonly model: TrainableModel,
  ) {}

  epochEnds(done: MeasuredEpoch): null {
    const { monitor, patience, cooldown } = this.plan;
    const value = monitor.valueOf(done);
    if (value === null) return null;
    if (this.resting > 0) {
      this.resting--;
      this.waited = 0;
    }
    if (monitor.isBetter(value, this.best)) {
      this.best = value;
      this.waited = 0;
    } else if (this.resting === 0) {
      this.waited++;
      if (this.waited >= patience && this.lower()) {
        this.resting = cooldown;
        this.waited = 0;
      }
    }
    return null;
  }

  /** False where the rate is as low as it may be. */
  private lower(): boolean {
    const { factor, least } = this.plan;
    const { learningRate } = this.model;
    if (learningRate <= Math.fround(least)) return false;
    this.model.learningRate = Math.fround(Math.max(learningRate * factor, least));
    return true;
  }
}
