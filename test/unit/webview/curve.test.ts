import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addBatch, addEpoch, newCurve, smoothed } from '../../../src/webview/training/state/curve';

test('the last batch and the end of its epoch share a row', () => {
  const curve = newCurve('loss');
  addBatch(curve, 0.5, 2, 50);
  addBatch(curve, 1, 1, 50);
  addEpoch(curve, 1, 1.5, 1.25);
  expect(curve.x).toEqual([0.5, 1]);
  expect(curve.raw).toEqual([2, 1]);
  expect(curve.train).toEqual([null, 1.5]);
  expect(curve.validation).toEqual([null, 1.25]);
});

test('the average of equal values is that value from the first one on', () => {
  const curve = newCurve('loss');
  for (let step = 1; step <= 50; step++) addBatch(curve, step, 3, step);
  for (const value of curve.smooth) expect(value).toBeCloseTo(3, 12);
});

test('the average is the same whether steps are reported one by one or together', () => {
  const [single, together] = [newCurve('loss'), newCurve('loss')];
  for (let step = 1; step <= 60; step++) addBatch(single, step, step <= 20 ? 5 : 1, 1);
  addBatch(together, 20, 5, 20);
  addBatch(together, 60, 1, 40);
  expect(smoothed(single)).toBeCloseTo(smoothed(together)!, 12);
});

test('a value that is not finite leaves a gap and the average as it was', () => {
  const curve = newCurve('loss');
  addBatch(curve, 1, 2, 1);
  addBatch(curve, 2, Number.NaN, 1);
  expect(curve.raw).toEqual([2, null]);
  expect(smoothed(curve)).toBe(2);
});

test('columns stay equally long, sorted and bounded, and keep their epochs', () => {
  const reports = fc.array(fc.record({ steps: fc.integer({ min: 1, max: 200 }), loss: fc.double() }), {
    maxLength: 60,
  });
  fc.assert(
    fc.property(reports, (epochs) => {
      const curve = newCurve('loss');
      epochs.forEach(({ steps, loss }, done) => {
        for (let step = 1; step <= steps; step++) addBatch(curve, done + step / steps, loss / step, 1);
        addEpoch(curve, done + 1, done, done);
      });
      const { x, raw, smooth, train, validation } = curve;
      for (const column of [raw, smooth, train, validation]) expect(column.length).toBe(x.length);
      expect(x).toEqual([...x].sort((a, b) => a - b));
      expect(x.length).toBeLessThanOrEqual(2001);
      expect(train.filter((value) => value !== null)).toEqual(epochs.map((_each, index) => index));
    }),
    { numRuns: 60 },
  );
});
