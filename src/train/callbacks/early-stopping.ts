/** Ends a run whose metric does not improve any more (`EarlyStopping` of Keras 3.15 and of TensorFlow.js 4.22). */

import type { TrainableModel, WeightValues } from '../engine';
import type { Callback, MeasuredEpoch } from './callback';
import type { Monitor } from './monitor';

interface EarlyStoppingPlan {
  readonly monitor: Monitor;
  /** Epochs without an improvement after which the run ends. */
  readonly patience: number;
  /** A value that must be reached before improvements count. */
  readonly baseline: number | null;
  readonly restoreBestWeights: boolean;
  /** Epochs that are not looked at. */
  readonly startFromEpoch: number;
  /** TensorFlow.js takes the baseline for the best value so far. */
  readonly asInTfjs: boolean;
}

export class EarlyStopping implements Callback {
  private best: number | null;
  private kept: { readonly epoch: number; readonly weights: readonly WeightValues[] } | null = null;
  private waited = 0;
  private lastEpoch = 0;

  constructor(
    private readonly plan: EarlyStoppingPlan,
    private readonly model: TrainableModel,
  ) {
    this.best = plan.asInTfjs ? plan.baseline : null;
  }

  epochEnds(done: MeasuredEpoch): string | null {
    const { monitor, patience, baseline, startFromEpoch, asInTfjs } = this.plan;
    const { epoch } = done;
    this.lastEpoch = epoch;
    const value = monitor.valueOf(done);
    if (value === null || epoch <= startFromEpoch) return null;
    if (this.kept === null) this.keep(epoch);
    this.waited++;
    if (monitor.isBetter(value, this.best)) {
      this.best = value;
      this.keep(epoch);
      if (asInTfjs || baseline === null || monitor.isBetter(value, baseline)) this.waited = 0;
      return null;
    }
    // Keras does not end with the first epoch.
    if (this.waited < patience || (epoch === 1 && !asInTfjs)) return null;
    return `Stopped early at epoch ${epoch}: ${this.reason()} for ${this.waited === 1 ? 'one epoch' : `${this.waited} epochs`}.`;
  }

  runEnds(): number | null {
    if (this.kept === null) return null;
    this.model.load(this.kept.weights);
    return this.kept.epoch === this.lastEpoch ? null : this.kept.epoch;
  }

  private reason(): string {
    const { monitor, baseline } = this.plan;
    const isReached = baseline === null || (this.best !== null && monitor.isBetter(this.best, baseline));
    if (!isReached) return `${monitor.name} was no better than the baseline ${baseline}`;
    return `${monitor.name} has not improved${monitor.minDelta > 0 ? ` by more than ${monitor.minDelta}` : ''}`;
  }

  private keep(epoch: number): void {
    if (!this.plan.restoreBestWeights) return;
    // An engine may show its own memory, which changes with the next step.
    const weights = this.model.weights().map((weight) => ({ ...weight, values: weight.values.slice() }));
    this.kept = { epoch, weights };
  }
}
