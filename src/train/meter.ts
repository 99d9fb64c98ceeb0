/** Means over samples, as Keras keeps them for the loss and the metrics. */

import type { Metrics } from '../protocol/training';
import type { MetricPlan } from './compile/metrics';
import type { Batch, BatchResult } from './engine';

interface Sums {
  readonly samples: number;
  readonly loss: number;
  readonly weights: number;
  readonly metrics: readonly number[];
}

export class Meter {
  private samples = 0;
  private lossSum = 0;
  private weightSum = 0;
  private readonly sums: number[];
  /** What was added up when `recent` was asked last. */
  private told: Sums;

  constructor(private readonly metrics: readonly MetricPlan[]) {
    this.sums = metrics.map(() => 0);
    this.told = this.current();
  }

  add(batch: Batch, result: BatchResult): void {
    this.samples += batch.size;
    this.lossSum += result.loss * batch.size;
    for (let sample = 0; sample < batch.size; sample++) this.weightSum += weightOf(batch, sample);
    const units = result.outputs.length / batch.size;
    this.metrics.forEach(({ measure, weighted }, index) => {
      for (let sample = 0; sample < batch.size; sample++) {
        const value = measure(result.outputs, sample * units, units, batch.labels[sample]!);
        this.sums[index]! += weighted ? value * weightOf(batch, sample) : value;
      }
    });
  }

  /** The means so far by their names; `prefix` is `val_` for validation. What is not a number has no place in JSON. */
  values(prefix = ''): Metrics {
    return this.means(this.current(), prefix);
  }

  /** The means of what was added since the last call. */
  recent(): Metrics {
    const [now, told] = [this.current(), this.told];
    this.told = now;
    return this.means({
      samples: now.samples - told.samples,
      loss: now.loss - told.loss,
      weights: now.weights - told.weights,
      metrics: now.metrics.map((sum, index) => sum - told.metrics[index]!),
    });
  }

  private current(): Sums {
    return { samples: this.samples, loss: this.lossSum, weights: this.weightSum, metrics: [...this.sums] };
  }

  private means({ samples, loss, weights, metrics }: Sums, prefix = ''): Metrics {
    const values: Record<string, number> = { [`${prefix}loss`]: loss / samples };
    this.metrics.forEach(({ name, weighted }, index) => {
      // Keras divides by the sum of the weights, and has 0 where that is 0.
      const count = weighted ? weights || Number.POSITIVE_INFINITY : samples;
      values[`${prefix}${name}`] = metrics[index]! / count;
    });
    return Object.fromEntries(Object.entries(values).filter(([, value]) => Number.isFinite(value)));
  }
}

function weightOf({ weights }: Batch, sample: number): number {
  return weights === undefined ? 1 : weights[sample]!;
}
