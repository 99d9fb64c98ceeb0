/** The losses of Keras 3 for one sample in plain numbers, used where a loss stands as a metric. */

import type { LossPlan } from './loss-plan';
import type { SampleMetric } from './metrics';

/** What Keras adds to keep logarithms and divisions finite. */
const EPSILON = 1e-7;

type PerUnit = (truth: number, said: number) => number;

export function sampleLoss(plan: LossPlan, labels: 'sparse' | 'one-hot'): SampleMetric {
  const truthOf = (unit: number, label: number) => (labels === 'sparse' ? label : unit === label ? 1 : 0);
  const mean =
    (measure: PerUnit): SampleMetric =>
    (outputs, start, units, label) => {
      let sum = 0;
      for (let unit = 0; unit < units; unit++) sum += measure(truthOf(unit, label), outputs[start + unit]!);
      return sum / units;
    };
  const total =
    (measure: PerUnit): SampleMetric =>
    (outputs, start, units, label) =>
      mean(measure)(outputs, start, units, label) * units;

  switch (plan.kind) {
    case 'sparse_categorical_crossentropy':
    case 'categorical_crossentropy':
      return (outputs, start, units, label) => crossentropy(plan, outputs, start, units, label);
    case 'binary_crossentropy':
      return mean((truth, said) => binaryCrossentropy(plan, truth, said));
    case 'mean_squared_error':
      return mean((truth, said) => (truth - said) ** 2);
    case 'mean_absolute_error':
      return mean((truth, said) => Math.abs(truth - said));
    case 'mean_absolute_percentage_error':
      return mean((truth, said) => (100 * Math.abs(truth - said)) / Math.max(Math.abs(truth), EPSILON));
    case 'mean_squared_logarithmic_error':
      return mean((truth, said) => (Math.log1p(Math.max(truth, EPSILON)) - Math.log1p(Math.max(said, EPSILON))) ** 2);
    case 'huber':
      return mean((truth, said) => huber(Math.abs(truth - said), plan.delta));
    case 'log_cosh':
      return mean((truth, said) => logCosh(said - truth));
    case 'hinge':
      return mean((truth, said) => Math.max(0, 1 - signed(truth) * said));
    case 'squared_hinge':
      return mean((truth, said) => Math.max(0, 1 - signed(truth) * said) ** 2);
    case 'categorical_hinge':
      return categoricalHinge;
    case 'kl_divergence':
      return total((truth, said) => positive(truth) * Math.log(positive(truth) / positive(said)));
    case 'poisson':
      return mean((truth, said) => said - truth * Math.log(said + EPSILON));
    case 'cosine_similarity':
      return (outputs, start, units, label) => cosine(outputs, start, units, (unit) => truthOf(unit, label));
  }
}

function crossentropy(plan: LossPlan, outputs: Float32Array, start: number, units: number, label: number): number {
  const logOf = plan.fromLogits ? logSoftmax(outputs, start, units) : logShare(outputs, start, units);
  let loss = 0;
  for (let unit = 0; unit < units; unit++) {
    const truth = (unit === label ? 1 - plan.labelSmoothing : 0) + plan.labelSmoothing / units;
    if (truth > 0) loss -= truth * logOf(unit);
  }
  return loss;
}

function logSoftmax(outputs: Float32Array, start: number, units: number): (unit: number) => number {
  let largest = -Infinity;
  for (let unit = 0; unit < units; unit++) largest = Math.max(largest, outputs[start + unit]!);
  let sum = 0;
  for (let unit = 0; unit < units; unit++) sum += Math.exp(outputs[start + unit]! - largest);
  return (unit) => outputs[start + unit]! - largest - Math.log(sum);
}

function logShare(outputs: Float32Array, start: number, units: number): (unit: number) => number {
  let sum = 0;
  for (let unit = 0; unit < units; unit++) sum += outputs[start + unit]!;
  return (unit) => Math.log(clip(outputs[start + unit]! / sum));
}

function binaryCrossentropy(plan: LossPlan, label: number, said: number): number {
  const truth = label * (1 - plan.labelSmoothing) + plan.labelSmoothing / 2;
  if (plan.fromLogits) return Math.max(said, 0) - said * truth + Math.log1p(Math.exp(-Math.abs(said)));
  const share = clip(said);
  return -(truth * Math.log(share) + (1 - truth) * Math.log(1 - share));
}

function huber(error: number, delta: number): number {
  return error <= delta ? 0.5 * error * error : delta * error - 0.5 * delta * delta;
}

/** Keras' form, which stays finite for large errors. */
function logCosh(error: number): number {
  const size = Math.abs(error);
  return size + Math.log1p(Math.exp(-2 * size)) - Math.LN2;
}

/** Keras takes labels of 0 and 1 for -1 and 1. */
function signed(truth: number): number {
  return truth === 0 || truth === 1 ? 2 * truth - 1 : truth;
}

function categoricalHinge(outputs: Float32Array, start: number, units: number, label: number): number {
  let best = 0;
  for (let unit = 0; unit < units; unit++) {
    if (unit !== label) best = Math.max(best, outputs[start + unit]!);
  }
  return Math.max(0, best - outputs[start + label]! + 1);
}

function cosine(outputs: Float32Array, start: number, units: number, truth: (unit: number) => number): number {
  let product = 0;
  let truthSquares = 0;
  let saidSquares = 0;
  for (let unit = 0; unit < units; unit++) {
    const said = outputs[start + unit]!;
    product += truth(unit) * said;
    truthSquares += truth(unit) ** 2;
    saidSquares += said ** 2;
  }
  return product / Math.sqrt(Math.max(truthSquares, 1e-12) * Math.max(saidSquares, 1e-12));
}

function positive(share: number): number {
  return Math.min(Math.max(share, EPSILON), 1);
}

function clip(share: number): number {
  return Math.min(Math.max(share, EPSILON), 1 - EPSILON);
}
