/** Which metrics a run has and in which order they are shown. Knows only their Keras names. */

import { type BestBy, isBetter } from '../../../protocol/training';
import { isOver, type TrainingState } from './training-state';

/** Columns of the epochs table: training metrics in the order they came, then those of the validation, as Keras prints them. */
export function metricColumns(state: TrainingState): string[] {
  const names = new Set(state.epochs.flatMap(({ metrics }) => Object.keys(metrics)));
  const isValidation = (name: string) => name.startsWith('val_');
  return [...[...names].filter((name) => !isValidation(name)), ...[...names].filter(isValidation)];
}

/** The metric that is drawn beside the loss: the first accuracy, else the first metric there is. */
export function mainMetric(state: TrainingState): string | null {
  const names = [...state.curves.keys()].filter((name) => name !== 'loss');
  return names.find(isAccuracy) ?? names[0] ?? null;
}

/** `accuracy`, `acc`, `sparse_categorical_accuracy` and the like: between 0 and 1, more is better. */
export function isAccuracy(name: string): boolean {
  return /(^|_)acc(uracy)?($|_)/.test(name);
}

/** The epoch that the trainer takes for the best one; `null` with fewer than two to choose from. */
export function bestEpoch(state: TrainingState): number | null {
  const { epochs } = state;
  const by = bestBy(state);
  const known = epochs.filter(({ metrics }) => Number.isFinite(metrics[by.metric]));
  if (known.length < 2) return null;
  let best: (typeof known)[number] | null = null;
  for (const each of known) if (isBetter(by, each.metrics[by.metric]!, best?.metrics[by.metric])) best = each;
  return best?.epoch ?? null;
}

/** What the best epoch is chosen by; runs of earlier versions do not say it. */
export function bestBy({ epochs, started }: TrainingState): BestBy {
  const isValidated = epochs.some(({ metrics }) => metrics.val_loss !== undefined);
  return started?.best ?? { metric: isValidated ? 'val_loss' : 'loss', rises: false };
}

/** The best epoch where the weights are others now and it can be had back. */
export function betterEpoch(state: TrainingState): number | null {
  const { phase, ended, epochs, restored } = state;
  if (restored !== null) return null;
  if (isOver(phase)) {
    const best = ended?.bestEpoch ?? null;
    return best === epochs.at(-1)?.epoch ? null : best;
  }
  const best = bestEpoch(state);
  return best !== null && best !== epochs.at(-1)?.epoch ? best : null;
}
