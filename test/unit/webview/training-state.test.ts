import { describe, expect, test } from 'vitest';
import type { BestBy, TrainingEvent } from '../../../src/protocol/training';
import { epochsTable } from '../../../src/webview/training/state/epochs-table';
import { bestEpoch, mainMetric, metricColumns } from '../../../src/webview/training/state/metric-names';
import { progress, stepsDone } from '../../../src/webview/training/state/training-state';
import { batch, ended, epoch, started, stateOf } from './run';

describe('phases', () => {
  test('follow the events', () => {
    const starting: TrainingEvent = { type: 'starting', time: 0, step: 'Reading MNIST' };
    const failed: TrainingEvent = { type: 'failed', time: 0, reason: 'killed', message: 'Killed.', epochsDone: 0 };
    expect(stateOf().phase).toBe('waiting');
    expect(stateOf(starting).phase).toBe('starting');
    expect(stateOf(starting, started()).phase).toBe('training');
    expect(stateOf(started(), ended('stopped')).phase).toBe('stopped');
    expect(stateOf(started(), failed).phase).toBe('failed');
  });

  test('a new start after an end forgets the old run', () => {
    const state = stateOf(started(), epoch(1, { loss: 1 }), ended('finished'), started({ modelName: 'other' }));
    expect(state.epochs).toEqual([]);
    expect(state.curves.size).toBe(0);
    expect(state.started?.modelName).toBe('other');
  });
});

test('progress counts the steps of all epochs', () => {
  const state = stateOf(started(), batch(1, 100, { loss: 1 }), epoch(1, { loss: 1 }), batch(2, 50, { loss: 1 }));
  expect(stepsDone(state)).toBe(150);
  expect(progress(state)).toBe(150 / 400);
  expect(progress(stateOf())).toBeNull();
  expect(progress(stateOf(started(), ended('finished')))).toBe(1);
});

test('progress begins with the first epoch of the run', () => {
  const state = stateOf(started({ initialEpoch: 2 }), batch(3, 50, { loss: 1 }));
  expect(stepsDone(state)).toBe(50);
  expect(progress(state)).toBe(50 / 200);
});

test('notes of the plan stay for the run, and another run has its own', () => {
  const first: TrainingEvent = { type: 'starting', time: 0, step: 'Reading', notes: ['Mine is not applied here.'] };
  const second: TrainingEvent = { type: 'starting', time: 1, step: 'Building' };
  expect(stateOf(first, second, started()).notes).toEqual(['Mine is not applied here.']);
  expect(stateOf(first, started(), ended('finished'), second).notes).toEqual([]);
});

test('curves show the newest steps, not the mean of the epoch so far', () => {
  const event = { ...batch(1, 50, { loss: 2 }), recent: { loss: 1 } };
  expect(stateOf(started(), event).curves.get('loss')).toMatchObject({ x: [0.5], raw: [1] });
});

describe('metrics', () => {
  const keras = {
    loss: 0.2662,
    sparse_categorical_accuracy: 0.9207,
    val_loss: 0.1366,
    val_sparse_categorical_accuracy: 0.9582,
  };

  test('come as columns in the order of Keras, whatever order they were sent in', () => {
    const mixed = { val_loss: 1, loss: 1, val_mae: 1, mae: 1 };
    expect(metricColumns(stateOf(epoch(1, mixed)))).toEqual(['loss', 'mae', 'val_loss', 'val_mae']);
  });

  test('are printed with the digits of Keras', () => {
    const { columns, rows } = epochsTable(stateOf(started(), epoch(1, keras)));
    expect(columns).toEqual(Object.keys(keras));
    expect(rows).toEqual([
      { epoch: '1/4', time: '9s', pace: '5ms/step', values: ['0.2662', '0.9207', '0.1366', '0.9582'], isBest: false },
    ]);
  });

  test('the one drawn beside the loss is an accuracy if there is one', () => {
    expect(mainMetric(stateOf(batch(1, 1, { loss: 1, mae: 1, accuracy: 1 })))).toBe('accuracy');
    expect(mainMetric(stateOf(batch(1, 1, { loss: 1, mae: 1 })))).toBe('mae');
    expect(mainMetric(stateOf(batch(1, 1, { loss: 1 })))).toBeNull();
  });

  test('the best epoch has the lowest val_loss, or loss', () => {
    const of = (...values: readonly [number, number][]) =>
      bestEpoch(stateOf(...values.map(([loss, val_loss], index) => epoch(index + 1, { loss, val_loss }))));
    expect(of([3, 0.3], [2, 0.2], [1, 0.25])).toBe(2);
    expect(of([3, 0.3], [2, Number.NaN], [1, 0.25])).toBe(3);
    expect(of([3, 0.3])).toBeNull();
    expect(bestEpoch(stateOf(epoch(1, { loss: 2 }), epoch(2, { loss: 1 })))).toBe(2);
    // Only some epochs are validated.
    const few = [
      epoch(1, { loss: 0.1 }),
      epoch(2, { loss: 0.1, val_loss: 0.3 }),
      epoch(3, { loss: 0.1, val_loss: 0.4 }),
    ];
    expect(bestEpoch(stateOf(...few))).toBe(2);
  });

  test('the best epoch is chosen by what the trainer says', () => {
    const of = (best: BestBy) =>
      stateOf(started({ best }), ...[0.2, 0.6, 0.4].map((value, index) => epoch(index + 1, { loss: 1, acc: value })));
    expect(bestEpoch(of({ metric: 'acc', rises: true }))).toBe(2);
    expect(bestEpoch(of({ metric: 'acc', rises: true, threshold: 0.7 }))).toBeNull();
    expect(epochsTable(of({ metric: 'acc', rises: true })).best).toBe('highest acc');
  });
});
