/** The epochs of a run as a table that other programs read (RFC 4180). */

import type { Metrics, RunRecord } from '../../protocol/training';

/** One line per epoch: its number, seconds, ms per step, then every loss and metric by its Keras name, and the learning rate where it changes. */
export function metricsCsv({ epochs }: Pick<RunRecord, 'epochs'>): string {
  const rows = epochs.map(({ learningRate, metrics, ...epoch }) => {
    const values: Metrics = learningRate === undefined ? metrics : { ...metrics, learning_rate: learningRate };
    return { ...epoch, values };
  });
  const names = [...new Set(rows.flatMap(({ values }) => Object.keys(values)))];
  const head = ['epoch', 'seconds', 'ms_per_step', ...names];
  const lines = rows.map(({ epoch, seconds, msPerStep, values }) => {
    return [epoch, seconds, msPerStep, ...names.map((name) => values[name] ?? '')];
  });
  return [head, ...lines].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
