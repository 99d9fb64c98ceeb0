/** Means over samples, as Keras keeps them for the loss and the metrics. */

import type { Metrics } from '../protocol/training';
import type { MetricPlan } from './compile/metrics';
import type { Batch, BatchResult } from './engine';

export class Meter {
  private samples = 0;
  private lossSum = 0;
  private weightSum = 0;
  private readonly sums: number[];

  constructor(private readonly metrics: readonly MetricPlan[]) {
    this.sums = metrics.map(() => 0);
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
    const values: Record<string, number> = { [`${prefix}loss`]: this.lossSum / this.samples };
    this.metrics.forEach(({ name, weighted }, index) => {
      // Keras divides by the sum of the weights, and has 0 where that is 0.
      const count = weighted ? this.weightSum || Number.POSITIVE_INFINITY : this.samples;
      values[`${prefix}${name}`] = this.sums[index]! / count;
    });
    return Object.fromEntries(Object.entries(values).filter(([, value]) => Number.isFinite(value)));
  }

  reset(): void {
    this.samples = 0;
    this.lossSum = 0;
    this.weightSum = 0;
    this.sums.fill(0);
  }
}

function weightOf({ weights }: Batch, sample: number): number {
  return weights === undefined ? 1 : weights[sample]!;
}
