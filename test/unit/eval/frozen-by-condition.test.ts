/** Layers that are frozen under a condition: which are trained is said where the condition is known, and else why not. */
import { describe, expect, it } from 'vitest';
import { toOutput } from '../../../src/cli/output';
import { type Analysis, analyze, hoverAt, layerRows, modelRows, toText } from '../../../src/core';

const head = `import os
import keras
from keras import layers
base = keras.Sequential([layers.Input((4,)), layers.Dense(3), layers.ReLU(), layers.Dense(2)])
`;

function analyzed(text: string): Analysis {
  return analyze({ kind: 'file', languageId: 'python', text: head + text }, {})!;
}

const split = (text: string): (number | null)[] =>
  layerRows(analyzed(text)).map(({ trainable }) => trainable as number);

describe('a layer that is frozen under a condition that is not known', () => {
  const reason = 'it depends on a condition that is not known';
  it.each([
    'if os.environ.get("FREEZE"):\n    base.trainable = False\n',
    'for layer in base.layers:\n    if os.environ.get(layer.name):\n        layer.trainable = False\n',
    'for layer in base.layers:\n    layer.trainable = False if os.environ.get("FREEZE") else True\n',
    'base.trainable = not os.environ.get("TRAIN")\n',
  ])('has no split into trained and frozen: %s', (text) => {
    expect(split(text)).toEqual([0, null, 0, null]);
    const [model] = modelRows(analyzed(text));
    expect(model).toMatchObject({ params: 23, trainable: null, unknown: null });
    expect(model!.trainableUnknown).not.toBeNull();
  });

  it('says so in hover and JSON, with the reason', () => {
    const analysis = analyzed('if os.environ.get("FREEZE"):\n    base.trainable = False\n');
    const hover = hoverAt(analysis, head.indexOf('Dense(3)'))!;
    expect(toText(hover)).toContain(`; how many are trained is not known because ${reason}`);
    const [file] = toOutput(
      [{ path: 'a.py', file: { text: head, isExact: true, hasMark: false }, notebook: null, analysis }],
      { fixes: false },
    ).files;
    expect(file!.layers[1]).toMatchObject({ params: 15, trainable: null, unknown: reason });
    expect(file!.layers[2]).toMatchObject({ params: 0, trainable: 0, unknown: null });
    expect(file!.models[0]).toMatchObject({ params: 23, trainable: null, unknown: reason });
  });

  it('has one again where the flag is set after it', () => {
    expect(split('if os.environ.get("FREEZE"):\n    base.trainable = False\nbase.trainable = True\n')).toEqual([
      0, 15, 0, 8,
    ]);
  });
});

describe('a layer that is frozen by its class', () => {
  it.each([
    'type(layer).__name__ == "Dense"',
    'type(layer) == layers.Dense',
    'type(layer) is keras.layers.Dense',
    'layer.__class__ is layers.Dense',
    'layer.__class__.__name__ == "Dense"',
    'layer.__class__.__name__.startswith("Den")',
    'isinstance(layer, layers.Dense)',
    'isinstance(layer, (layers.Dense, layers.Conv2D))',
    'not isinstance(layer, layers.ReLU)',
    'issubclass(type(layer), layers.Dense)',
    'type(layer) in (layers.Dense, layers.Conv2D)',
    'type(layer).__name__ in ["Dense", "Conv2D"]',
    'layer.count_params() > 0',
    'len(layer.get_weights()) > 0',
    'len(layer.weights) == 2',
  ])('is frozen where %s', (condition) => {
    expect(split(`for layer in base.layers:\n    if ${condition}:\n        layer.trainable = False\n`)).toEqual([
      0, 0, 0, 0,
    ]);
  });

  it.each([
    'isinstance(layer, layers.BatchNormalization)',
    'type(layer) is layers.Layer',
    'type(layer) != layers.Dense',
  ])('is trained where %s says no', (condition) => {
    expect(split(`for layer in base.layers:\n    if ${condition}:\n        layer.trainable = False\n`)).toEqual([
      0, 15, 0, 8,
    ]);
  });
});
