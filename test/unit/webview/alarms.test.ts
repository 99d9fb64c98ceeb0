import { describe, expect, test } from 'vitest';
import type { TrainingEvent } from '../../../src/protocol/training';
import { findAlarms } from '../../../src/webview/training/state/alarms';
import { batch, epoch, started, stateOf } from './run';

const kinds = (...events: readonly TrainingEvent[]) => findAlarms(stateOf(...events)).map(({ kind }) => kind);

/** A batch event every ten steps over 300 steps. */
const losses = (at: (step: number) => number, from = 10) =>
  Array.from({ length: 30 }, (_value, index) => from + 10 * index).map((step) => batch(1, step, { loss: at(step) }));

describe('a number that is none', () => {
  test('is named with its step', () => {
    const [alarm] = findAlarms(stateOf(started(), batch(1, 5, { loss: 2 }), batch(1, 6, { loss: Number.NaN })));
    expect(alarm).toMatchObject({ kind: 'not-finite', title: 'loss is not a number' });
    expect(alarm!.reason).toContain('at step 6 of epoch 1');
  });

  test('is kept after later numbers', () => {
    expect(kinds(started(), batch(1, 5, { loss: Number.POSITIVE_INFINITY }), batch(1, 6, { loss: 2 }))).toEqual([
      'not-finite',
    ]);
  });

  test('is found at the end of an epoch', () => {
    const [alarm] = findAlarms(stateOf(started(), epoch(1, { loss: 1, val_loss: Number.NaN })));
    expect(alarm!.reason).toContain('val_loss became NaN or infinite after epoch 1');
  });
});

describe('not learning', () => {
  const long = started({ stepsPerEpoch: 1000 });

  test('is a loss that stays where it began', () => {
    const [alarm] = findAlarms(stateOf(long, ...losses(() => 5)));
    expect(alarm!.reason).toContain('After 300 steps the loss is 5.0000; it was 5.0000 at step 10.');
  });

  test('is a loss that has fallen to that of a guess', () => {
    const [alarm] = findAlarms(stateOf(long, ...losses((step) => (step < 30 ? 2.7 : Math.log(10)))));
    expect(alarm!.reason).toContain('A guess among 10 classes has ln 10 = 2.3026.');
  });

  test('is not said of a loss that falls', () => {
    expect(kinds(long, ...losses((step) => 2.3 / (1 + step / 100)))).toEqual([]);
  });

  test('is not said before 200 steps', () => {
    expect(kinds(long, ...losses(() => 5).slice(0, 20))).toEqual([]);
  });

  test('is not said when the beginning was not seen and the loss is low', () => {
    expect(kinds(long, ...losses(() => 0.3, 400))).toEqual([]);
  });

  test('ends when the loss falls after all', () => {
    expect(kinds(long, ...losses(() => 5), ...losses(() => 1, 320))).toEqual([]);
  });
});

describe('overfitting', () => {
  const epochs = (...pairs: readonly [loss: number, valLoss: number][]) =>
    pairs.map(([loss, val_loss], index) => epoch(index + 1, { loss, val_loss }));

  test('is a validation loss that rises twice in a row while the loss falls', () => {
    const [alarm] = findAlarms(stateOf(started(), ...epochs([0.5, 0.4], [0.4, 0.3], [0.3, 0.35], [0.2, 0.45])));
    expect(alarm!.reason).toContain(
      'Since epoch 2 val_loss rose from 0.3000 to 0.4500 while loss fell from 0.4000 to 0.2000',
    );
  });

  test('is not said after one rise, or when the loss rises too', () => {
    expect(kinds(started(), ...epochs([0.5, 0.3], [0.4, 0.35]))).toEqual([]);
    expect(kinds(started(), ...epochs([0.5, 0.3], [0.6, 0.35], [0.7, 0.4]))).toEqual([]);
  });

  test('is not said without validation', () => {
    expect(kinds(started(), epoch(1, { loss: 3 }), epoch(2, { loss: 2 }), epoch(3, { loss: 1 }))).toEqual([]);
  });
});

test('a difference from the real model is said to be our fault', () => {
  const [alarm] = findAlarms(stateOf(started({ disagreements: ['dense has 7,840 params'] })));
  expect(alarm!.reason).toBe('This is a fault of ConvLint, not of the model: dense has 7,840 params.');
});

describe('dead ReLUs', () => {
  const weights = (...deadUnits: readonly (readonly [layer: string, dead: number, units: number])[]) =>
    ({
      type: 'weights',
      time: 0,
      epoch: 2,
      filters: null,
      spreads: [],
      deadUnits: deadUnits.map(([layer, dead, units]) => ({ layer, dead, units, samples: 128 })),
    }) as const;

  test('are told with their layers where half of the units are dead', () => {
    const [alarm] = findAlarms(stateOf(started(), weights(['conv', 3, 8], ['dense', 40, 64], ['dense_1', 5, 10])));
    expect(alarm).toMatchObject({ kind: 'dead-units', title: 'Dead ReLUs' });
    expect(alarm!.reason).toContain('0 for each of 128 validation samples: 40 of 64 in dense, 5 of 10 in dense_1.');
  });

  test('are not told where few are dead, as some always are', () => {
    expect(kinds(started(), weights(['conv', 3, 8], ['dense', 31, 64]))).toEqual([]);
  });
});
