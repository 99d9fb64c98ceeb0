/** Each setting switches its surface off, and on again. */
import type * as vscode from 'vscode';
import { hints, hoverOn, lenses, openText, problems, ruleOf, until, withSetting } from './documents';

const TEXT = `import keras
import numpy as np
from keras import layers
images = np.zeros((10, 28, 28, 1))
model = keras.Sequential([layers.Input((28, 28, 1)), layers.Conv2D(16, 3, strides=2), layers.Flatten(), layers.Dense(10)])
`;
const isLayerHint = (hint: string) => hint.includes('(None, 13, 13, 16)');
const isArrayHint = (hint: string) => hint.includes('(10, 28, 28, 1)');

describe('a setting switches off', () => {
  let document: vscode.TextDocument;
  before(async () => {
    document = await openText('settings.py', TEXT);
    await until(
      'the hints',
      () => hints(document),
      (all) => all.some(isLayerHint) && all.some(isArrayHint),
    );
  });
  afterEach(async () => {
    await until(
      'all is on again',
      () => hints(document),
      (all) => all.some(isLayerHint) && all.some(isArrayHint),
    );
  });

  it('the hints of layers, and leaves those of arrays', () =>
    withSetting('inlayHints.layers', false, async () => {
      await until(
        'no layer',
        () => hints(document),
        (all) => !all.some(isLayerHint) && all.some(isArrayHint),
      );
    }));
  it('the hints of arrays, and leaves those of layers', () =>
    withSetting('inlayHints.arrays', false, async () => {
      await until(
        'no array',
        () => hints(document),
        (all) => all.some(isLayerHint) && !all.some(isArrayHint),
      );
    }));
  it('the hover', async () => {
    await until(
      'the hover',
      () => hoverOn(document, 'Conv2D'),
      (text) => text.includes('multiply-accumulates'),
    );
    await withSetting('hover.enable', false, async () => {
      await until(
        'no hover',
        () => hoverOn(document, 'Conv2D'),
        (text) => !text.includes('multiply-accumulates'),
      );
    });
  });
  it('the picture in the hover', async () => {
    const hasPicture = (text: string) => text.includes('data:image/svg');
    await until('the picture', () => hoverOn(document, 'Conv2D'), hasPicture);
    await withSetting('hover.picture', false, async () => {
      await until(
        'no picture',
        () => hoverOn(document, 'Conv2D'),
        (text) => text.includes('multiply-accumulates') && !hasPicture(text),
      );
    });
  });
  it('the lenses', () =>
    withSetting('codeLens.enable', false, async () => {
      await until(
        'no lens',
        () => lenses(document),
        (all) => all.every((title) => !title.includes('parameters')),
      );
    }));
  it('the problems', () =>
    withSetting('problems.enable', false, async () => {
      await until(
        'no problem',
        () => problems(document),
        (all) => all.length === 0,
      );
    }));
  it('one rule, or gives it another severity', async () => {
    const rules = () => problems(document).map((each) => [ruleOf(each), each.severity] as const);
    const has = (severity: vscode.DiagnosticSeverity | null) => (all: ReturnType<typeof rules>) => {
      const found = all.find(([rule]) => rule === 'stride-drops-pixels');
      return severity === null ? !found : found?.[1] === severity;
    };
    await until('the rule', rules, (all) => all.some(([rule]) => rule === 'stride-drops-pixels'));
    await withSetting('rules', { 'stride-drops-pixels': 'off' }, () => until('no rule', rules, has(null)));
    await withSetting('rules', { 'stride-drops-pixels': 'error' }, () => until('an error', rules, has(0)));
  });
  it('everything', () =>
    withSetting('enable', false, async () => {
      await until(
        'nothing',
        () => hints(document),
        (all) => all.length === 0,
      );
      await until(
        'no problem',
        () => problems(document),
        (all) => all.length === 0,
      );
    }));
});
