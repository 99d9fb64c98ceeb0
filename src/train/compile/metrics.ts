/** Metrics by their Keras names, computed from the outputs of the model. */

import type { CompileSettings, NamedConfig } from '../../protocol/training';
import { TrainingFailure } from '../failure';
import { lossKind, readLoss } from './loss-plan';
import { Arguments, snakeCase } from './names';
import { sampleLoss } from './sample-loss';

/** What the metric adds for one sample: `outputs[start .. start + units)` against the class number `label`. */
export type SampleMetric = (outputs: Float32Array, start: number, units: number, label: number) => number;

export interface MetricPlan {
  /** The name under which Keras reports it. */
  readonly name: string;
  readonly measure: SampleMetric;
  /** Whether a larger value is a better one. */
  readonly rises: boolean;
  /** Whether samples count by their weights. */
  readonly weighted?: boolean;
}

const ACCURACIES: Readonly<Record<string, true>> = { accuracy: true, acc: true };
const OTHERS = ['binary_accuracy', 'categorical_accuracy', 'sparse_categorical_accuracy'];
const TOP_K = ['top_k_categorical_accuracy', 'sparse_top_k_categorical_accuracy'];

/** Metrics of one name are told apart as Keras does (`CompileMetrics.result`). */
export function planMetrics(
  { metrics, weightedMetrics = [] }: CompileSettings,
  labels: 'sparse' | 'one-hot',
  outputUnits: number,
): MetricPlan[] {
  const counts = new Map<string, number>();
  const unique = (name: string): string => {
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    return count === 0 ? name : `${name}_${count}`;
  };
  const plans = metrics.map((metric) => planMetric(metric, labels, outputUnits));
  const weighted = weightedMetrics.map((metric) => planMetric(metric, labels, outputUnits));
  return [
    ...plans.map((plan) => ({ ...plan, name: unique(plan.name) })),
    ...weighted.map((plan) => ({
      ...plan,
      name: unique(counts.has(plan.name) ? `weighted_${plan.name}` : plan.name),
      weighted: true,
    })),
  ];
}

export function planMetric(named: NamedConfig, labels: 'sparse' | 'one-hot', outputUnits: number): MetricPlan {
  const own = named.config.name;
  const kind = snakeCase(named.name);
  // The one class of Keras whose metric is named otherwise.
  const usual = kind === 'log_cosh_error' ? 'logcosh' : kind;
  const name = typeof own === 'string' ? own : usual;

  if (ACCURACIES[kind] || OTHERS.includes(kind) || TOP_K.includes(kind)) {
    const args = new Arguments('The metric', named);
    args.only('dtype', 'float32');
    const measure = accuracy(kind, args, labels, outputUnits);
    args.refuseOthers();
    return { name, measure, rises: true };
  }
  const loss = lossKind(named.name);
  if (loss === null) {
    const names = [...Object.keys(ACCURACIES), ...OTHERS, ...TOP_K].join(', ');
    const message = `The metric ${named.name} is not supported by the trainer. It can do: ${names}, and the losses.`;
    throw new TrainingFailure('job', message);
  }
  const measure = sampleLoss(readLoss(named, 'The metric'), labels);
  return { name, measure, rises: loss === 'cosine_similarity' };
}

function accuracy(kind: string, args: Arguments, labels: 'sparse' | 'one-hot', outputUnits: number): SampleMetric {
  switch (kind) {
    case 'top_k_categorical_accuracy':
    case 'sparse_top_k_categorical_accuracy': {
      const k = args.number('k', 5, { from: 1 });
      return (outputs, start, units, label) => topK(outputs, start, units, label, k);
    }
    case 'binary_accuracy': {
      const threshold = args.number('threshold', 0.5);
      return (outputs, start, units, label) => binary(outputs, start, units, label, labels, threshold);
    }
    case 'accuracy':
    case 'acc':
      // Keras decides by the shapes: one output is a binary answer.
      if (outputUnits === 1) return (outputs, start, units, label) => binary(outputs, start, units, label, labels, 0.5);
      return sameClass;
    default:
      return sameClass;
  }
}

/** The index of the largest output; the first one if several are equal. */
export function argMax(outputs: Float32Array, start: number, units: number): number {
  let best = 0;
  for (let unit = 1; unit < units; unit++) {
    if (outputs[start + unit]! > outputs[start + best]!) best = unit;
  }
  return best;
}

function sameClass(outputs: Float32Array, start: number, units: number, label: number): number {
  return argMax(outputs, start, units) === label ? 1 : 0;
}

function topK(outputs: Float32Array, start: number, units: number, label: number, k: number): number {
  let larger = 0;
  for (let unit = 0; unit < units; unit++) {
    if (outputs[start + unit]! > outputs[start + label]!) larger++;
  }
  return larger < k ? 1 : 0;
}

function binary(
  outputs: Float32Array,
  start: number,
  units: number,
  label: number,
  labels: 'sparse' | 'one-hot',
  threshold: number,
): number {
  let right = 0;
  for (let unit = 0; unit < units; unit++) {
    const truth = labels === 'one-hot' ? (unit === label ? 1 : 0) : label;
    const said = outputs[start + unit]! > threshold ? 1 : 0;
    if (said === truth) right++;
  }
  return right / units;
}
