/** Which metrics a run has and in which order they are shown. Knows only their Keras names. */

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

/** The epoch with the lowest `val_loss` (`loss` without validation); `null` with fewer than two to choose from. */
export function bestEpoch(state: TrainingState): number | null {
  const values = state.epochs.map(({ epoch, metrics }) => ({ epoch, value: metrics.val_loss ?? metrics.loss }));
  const known = values.filter(({ value }) => value !== undefined && Number.isFinite(value));
  if (known.length < 2) return null;
  return known.reduce((best, each) => (each.value! < best.value! ? each : best)).epoch;
}

/** The best epoch where the weights are others now and it can be had back. */
export function betterEpoch(state: TrainingState): number | null {
  const { phase, ended, epochs, restored } = state;
  if (restored !== null) return null;
  if (isOver(phase)) {
    const best = ended?.bestEpoch ?? null;
    return best === ended?.epochsDone ? null : best;
  }
  const best = bestEpoch(state);
  return best !== null && best !== epochs.at(-1)?.epoch ? best : null;
}
