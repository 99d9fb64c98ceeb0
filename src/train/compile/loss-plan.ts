/** Losses by their Keras names, and whether the labels and the outputs fit them. */

import type { NamedConfig } from '../../protocol/training';
import { TrainingFailure } from '../failure';
import { Arguments, snakeCase } from './names';

export type LossKind =
  | 'sparse_categorical_crossentropy'
  | 'categorical_crossentropy'
  | 'binary_crossentropy'
  | 'mean_squared_error'
  | 'mean_absolute_error'
  | 'mean_absolute_percentage_error'
  | 'mean_squared_logarithmic_error'
  | 'huber'
  | 'log_cosh'
  | 'hinge'
  | 'squared_hinge'
  | 'categorical_hinge'
  | 'kl_divergence'
  | 'poisson'
  | 'cosine_similarity';

export interface LossPlan {
  readonly kind: LossKind;
  /** The outputs are logits; only crossentropies know this. */
  readonly fromLogits: boolean;
  /** Only crossentropies know this. */
  readonly labelSmoothing: number;
  /** A crossentropy that sees the outputs also where they end in the activation of another one, as in TensorFlow.js. */
  readonly ofOutputs?: boolean;
  /** Only `huber` knows this. */
  readonly delta: number;
}

const KINDS: Readonly<Record<string, LossKind>> = {
  sparse_categorical_crossentropy: 'sparse_categorical_crossentropy',
  categorical_crossentropy: 'categorical_crossentropy',
  binary_crossentropy: 'binary_crossentropy',
  bce: 'binary_crossentropy',
  mean_squared_error: 'mean_squared_error',
  mse: 'mean_squared_error',
  mean_absolute_error: 'mean_absolute_error',
  mae: 'mean_absolute_error',
  mean_absolute_percentage_error: 'mean_absolute_percentage_error',
  mape: 'mean_absolute_percentage_error',
  mean_squared_logarithmic_error: 'mean_squared_logarithmic_error',
  msle: 'mean_squared_logarithmic_error',
  huber: 'huber',
  huber_loss: 'huber',
  log_cosh: 'log_cosh',
  logcosh: 'log_cosh',
  log_cosh_error: 'log_cosh',
  hinge: 'hinge',
  squared_hinge: 'squared_hinge',
  categorical_hinge: 'categorical_hinge',
  kl_divergence: 'kl_divergence',
  kld: 'kl_divergence',
  kullback_leibler_divergence: 'kl_divergence',
  poisson: 'poisson',
  cosine_similarity: 'cosine_similarity',
};

/** `null` if the name is no loss that the trainer knows. */
export function lossKind(name: string): LossKind | null {
  return KINDS[snakeCase(name)] ?? KINDS[name.toLowerCase()] ?? null;
}

export function planLoss(named: NamedConfig, labels: 'sparse' | 'one-hot', outputUnits: number): LossPlan {
  const plan = readLoss(named, 'The loss');
  checkLabels(plan.kind, named.name, labels, outputUnits);
  return plan;
}

/** Reads a loss that stands as a loss or as a metric. */
export function readLoss(named: NamedConfig, role: string): LossPlan {
  const kind = lossKind(named.name);
  if (kind === null) {
    const names = [...new Set(Object.values(KINDS))].join(', ');
    throw new TrainingFailure('job', `${role} ${named.name} is not supported by the trainer. It can do: ${names}.`);
  }
  const args = new Arguments(role, named);
  const crossentropy = kind.endsWith('crossentropy');
  const smooth = kind === 'categorical_crossentropy' || kind === 'binary_crossentropy';
  const plan: LossPlan = {
    kind,
    fromLogits: crossentropy ? args.boolean('from_logits', false) : false,
    labelSmoothing: smooth ? args.number('label_smoothing', 0, { from: 0, below: 1 }) : 0,
    delta: kind === 'huber' ? args.number('delta', 1, { above: 0 }) : 1,
  };
  args.only('reduction', 'sum_over_batch_size', 'auto');
  args.only('axis', -1);
  args.only('dtype', 'float32');
  args.refuseOthers();
  return plan;
}

function checkLabels(kind: LossKind, name: string, labels: 'sparse' | 'one-hot', outputUnits: number): void {
  if (kind === 'sparse_categorical_crossentropy') {
    if (labels === 'sparse') return;
    throw unfit(`The loss ${name} takes class numbers, but the labels are one-hot rows; use categorical_crossentropy.`);
  }
  if (labels === 'one-hot' || outputUnits === 1) return;
  const advice = kind === 'categorical_crossentropy' ? '; use sparse_categorical_crossentropy or to_categorical' : '';
  throw unfit(
    `The loss ${name} takes one number per output (${outputUnits}), but the labels are class numbers${advice}.`,
  );
}

function unfit(message: string): TrainingFailure {
  return new TrainingFailure('model', message);
}
