/** The epochs of a run as a table that other programs read (RFC 4180). */

import type { RunRecord } from '../../protocol/training';

/** One line per epoch: its number, seconds, ms per step, then every loss and metric by its Keras name. */
export function metricsCsv({ epochs }: Pick<RunRecord, 'epochs'>): string {
  const names = [...new Set(epochs.flatMap(({ metrics }) => Object.keys(metrics)))];
  const head = ['epoch', 'seconds', 'ms_per_step', ...names];
  const rows = epochs.map(({ epoch, seconds, msPerStep, metrics }) => {
    return [epoch, seconds, msPerStep, ...names.map((name) => metrics[name] ?? '')];
  });
  return [head, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
