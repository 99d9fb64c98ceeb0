import { describe, expect, test } from 'vitest';
import { classScores, rightOfAll, squared } from '../../../src/webview/training/state/class-scores';
import { formatMetric, formatPace, formatSeconds, formatShape } from '../../../src/webview/training/state/format';
import { chooseSamples, decodeBytes, topProbabilities } from '../../../src/webview/training/state/samples';

describe('a confusion matrix', () => {
  const confusion = [
    [8, 2, 0],
    [4, 6, 0],
    [0, 0, 0],
  ];

  test('gives precision down its columns and recall along its rows', () => {
    expect(classScores(['a', 'b', 'c'], confusion)).toEqual([
      { name: 'a', precision: 8 / 12, recall: 8 / 10, support: 10 },
      { name: 'b', precision: 6 / 8, recall: 6 / 10, support: 10 },
      { name: 'c', precision: null, recall: null, support: 0 },
    ]);
  });

  test('is made square where the model has more outputs than the data has classes', () => {
    expect(squared(['a', 'b'], [[1, 0, 4], [2]])).toEqual({
      classes: ['a', 'b', '2'],
      confusion: [
        [1, 0, 4],
        [2, 0, 0],
        [0, 0, 0],
      ],
    });
  });

  test('counts what is right', () => {
    expect(rightOfAll(confusion)).toEqual({ right: 14, all: 20 });
  });
});

describe('samples', () => {
  const sample = (index: number, label: number, predicted: number, probabilities: number[]) => ({
    ...{ index, label, predicted, probabilities, content: { kind: 'row' as const, values: [] } },
  });
  const all = [
    sample(0, 0, 0, [0.9, 0.1]),
    sample(1, 0, 1, [0.4, 0.6]),
    sample(2, 1, 0, [0.8, 0.2]),
    sample(3, 1, 1, [0.45, 0.55]),
  ];

  test('come worst first', () => {
    expect(chooseSamples(all, null).map(({ index }) => index)).toEqual([2, 1, 3, 0]);
  });

  test('are those of the chosen cell', () => {
    expect(chooseSamples(all, { label: 0, predicted: 1 }).map(({ index }) => index)).toEqual([1]);
    expect(all.map(({ index }) => index)).toEqual([0, 1, 2, 3]);
  });

  test('are decoded; what is cut off or not base64 is zero', () => {
    expect([...decodeBytes(btoa('\x00\x7f\xff\x01'), 4)]).toEqual([0, 127, 255, 1]);
    expect([...decodeBytes(btoa('\x05'), 4)]).toEqual([5, 0, 0, 0]);
    expect([...decodeBytes('?', 4)]).toEqual([0, 0, 0, 0]);
  });

  test('show the most probable classes in the order of the classes', () => {
    expect(topProbabilities({ probabilities: [0.1, 0.5, 0.05, 0.35] }, 2)).toEqual([
      { index: 1, value: 0.5 },
      { index: 3, value: 0.35 },
    ]);
  });
});

test('numbers read as in Keras', () => {
  expect([0.26621, 12, 0.001, 0.00012345, 0, Number.NaN].map(formatMetric)).toEqual([
    '0.2662',
    '12.0000',
    '1.0000e-03',
    '1.2345e-04',
    '0.0000e+00',
    'nan',
  ]);
  expect([4.8, 0.53, 2100].map(formatPace)).toEqual(['5ms/step', '530us/step', '2s/step']);
  expect(formatShape([null, 13, 13, 16])).toBe('(None, 13, 13, 16)');
  expect(formatShape([10])).toBe('(10,)');
});

test('times read as people read them', () => {
  expect([8.4, 59.6, 65, 7389].map(formatSeconds)).toEqual(['8 s', '1:00', '1:05', '2:03:09']);
});
