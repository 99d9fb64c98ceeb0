/** A metric that a callback watches: its value after an epoch, and whether that is better (`MonitorCallback` of Keras 3.15). */

import type { MetricPlan } from '../compile/metrics';
import { TrainingFailure } from '../failure';
import type { MeasuredEpoch } from './callback';

export interface Monitor {
  /** The name of the metric, with `val_` for validation. */
  readonly name: string;
  /** A change of no more than this is none. */
  readonly minDelta: number;
  /** Whether more is better. */
  readonly rises: boolean;
  /** `null` where the epoch does not have it. */
  valueOf(epoch: MeasuredEpoch): number | null;
  /** Every value is better than none. */
  isBetter(value: number, than: number | null): boolean;
}

interface MonitorSettings {
  readonly name: string;
  /** `auto` asks the metric itself. */
  readonly mode: 'auto' | 'min' | 'max';
  readonly minDelta: number;
}

/** Throws where Keras cannot tell whether the metric should fall or rise. */
export function monitor(callback: string, settings: MonitorSettings, metrics: readonly MetricPlan[]): Monitor {
  const { name, mode, minDelta } = settings;
  const base = name.replace(/^val_/, '');
  const found = metrics.find((metric) => metric.name === base);
  if (mode === 'auto' && base !== 'loss' && !found) throw noDirection(callback, name, metrics);
  const rises = mode === 'auto' ? (found?.rises ?? false) : mode === 'max';
  const delta = rises ? Math.abs(minDelta) : -Math.abs(minDelta);
  return {
    name,
    minDelta: Math.abs(minDelta),
    rises,
    valueOf({ metrics: measured, isValidated }) {
      if ((base !== 'loss' && !found) || (name.startsWith('val_') && !isValidated)) return null;
      return measured[name] ?? Number.NaN;
    },
    isBetter(value, than) {
      if (than === null) return true;
      // Keras compares 32-bit floats.
      const [one, other] = [Math.fround(value - delta), Math.fround(than)];
      return rises ? one > other : one < other;
    },
  };
}

function noDirection(callback: string, name: string, metrics: readonly MetricPlan[]): TrainingFailure {
  const names = ['loss', ...metrics.map((metric) => metric.name)].join(', ');
  const why = `so Keras stops, because it cannot tell whether ${name} should fall or rise`;
  return new TrainingFailure('job', `${callback} watches ${name}, but what is measured is ${names}, ${why}.`);
}
