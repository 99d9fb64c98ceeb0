/** Runs as a comparison gets them. */
import type { ComparedRun } from '../../../src/protocol/runs-panel';
import type { RunRecord } from '../../../src/protocol/training';

export function run(label: string, changes: Partial<RunRecord> = {}): ComparedRun {
  const record: RunRecord = {
    version: 1,
    id: label,
    startedAt: '2026-01-01T00:00:00Z',
    modelName: 'net',
    sourcePath: 'net.py',
    engine: 'built-in',
    compile: { optimizer: { name: 'adam', config: {} }, loss: { name: 'mse', config: {} }, metrics: [] },
    fit: { epochs: 2, batchSize: 32, shuffle: true, validation: 'test', seed: 1 },
    dataset: { name: 'mnist', limit: null, labels: 'sparse', scale: 255, sampleShape: [28, 28, 1] },
    rows: [
      row('conv', 'Conv2D', [null, 13, 13, 4], 40),
      row('flatten', 'Flatten', [null, 676], 0),
      row('out', 'Dense', [null, 10], 6770),
    ],
    outcome: 'finished',
    message: null,
    epochs: [
      epoch(1, { loss: 1, val_loss: 0.9, accuracy: 0.5, val_accuracy: 0.6 }),
      epoch(2, { loss: 0.5, val_loss: 1, accuracy: 0.8, val_accuracy: 0.55 }),
    ],
    ...changes,
  };
  return { label, record };
}

export function row(name: string, className: string, outputShape: (number | null)[], paramCount: number) {
  return { name, className, outputShape, paramCount };
}

export function epoch(number: number, metrics: Record<string, number>) {
  return { epoch: number, seconds: 1, msPerStep: 2, metrics };
}
