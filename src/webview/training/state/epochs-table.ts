/** The epochs as rows of text, with the columns and digits of Keras' own output. */

import { formatMetric, formatPace } from './format';
import { bestBy, bestEpoch, metricColumns } from './metric-names';
import type { TrainingState } from './training-state';

export interface EpochsTable {
  /** Metric names; the columns epoch, time and step stand before them. */
  readonly columns: readonly string[];
  readonly rows: readonly EpochRow[];
  /** What the best row is, such as `lowest val_loss`. */
  readonly best: string;
}

export interface EpochRow {
  readonly epoch: string;
  readonly time: string;
  readonly pace: string;
  /** One per column; empty where the epoch lacks the metric. */
  readonly values: readonly string[];
  readonly isBest: boolean;
}

export function epochsTable(state: TrainingState): EpochsTable {
  const columns = metricColumns(state);
  const best = bestEpoch(state);
  const total = state.started?.epochs;
  const rows = state.epochs.map(({ epoch, seconds, msPerStep, metrics }) => ({
    epoch: total === undefined ? String(epoch) : `${epoch}/${total}`,
    time: `${seconds.toFixed(0)}s`,
    pace: formatPace(msPerStep),
    values: columns.map((name) => (metrics[name] === undefined ? '' : formatMetric(metrics[name]))),
    isBest: epoch === best,
  }));
  const { metric, rises } = bestBy(state);
  return { columns, rows, best: `${rises ? 'highest' : 'lowest'} ${metric}` };
}
