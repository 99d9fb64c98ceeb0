/**
 * What users of Keras and TensorFlow.js ask in public and what is no fault: numbers that the hover and the summary tell. The
 * needs that are faults are the pairs of programs beside this file.
 */
import { expect, test } from 'vitest';
import { analyze, hoverAt, layerRows, modelRows, toText } from '../../../src/core';
import { problemsIn } from './marked';

const imports = 'from tensorflow.keras import Input, Model, Sequential, layers\n';
const analysis = (text: string) => analyze({ kind: 'file', languageId: 'python', text })!;

function hover(text: string, at: string): string {
  const found = hoverAt(analysis(text), text.indexOf(at) + 1);
  return found ? toText(found) : '';
}

test('9: how many features Flatten gives', () => {
  const text = `${imports}x = layers.Conv2D(64, 3)(Input((28, 28, 1)))\nx = layers.MaxPooling2D()(x)\nx = layers.Flatten()(x)\n`;
  const rows = layerRows(analysis(text));
  expect(rows.at(-1)!.outputs).toEqual([[null, 13 * 13 * 64]]);
  expect(hover(text, 'Flatten')).toContain('13 × 13 × 64');
});

test('15: same pads the odd one after', () => {
  const text = `${imports}x = layers.Conv2D(8, 3, strides=2, padding='same')(Input((28, 28, 1)))\n`;
  expect(hover(text, 'Conv2D')).toContain('0 zeros before and 1 after');
});

test('17: parameters that training does not change', () => {
  const text = `${imports}model = Sequential([Input((28, 28, 1)), layers.Conv2D(16, 3), layers.BatchNormalization()])\n`;
  expect(modelRows(analysis(text))[0]).toMatchObject({ params: 160 + 64, trainable: 160 + 32 });
});

test('18: operations of a layer', () => {
  const text = `${imports}x = layers.Conv2D(16, 3)(Input((28, 28, 1)))\n`;
  expect(layerRows(analysis(text)).at(-1)).toMatchObject({ macs: 26 * 26 * 16 * 9 });
});

test('19: the receptive field so far', () => {
  const text = `${imports}x = layers.Conv2D(8, 3, strides=2)(Input((64, 64, 1)))\nx = layers.MaxPooling2D()(x)\n`;
  expect(hover(text, 'MaxPooling2D')).toContain('sees 5 × 5 of the input');
});

test('20: a shape that is not known has its reason, and Input makes it known', () => {
  const text = `${imports}model = Sequential([layers.Dense(8), layers.Dense(1)])\n`;
  expect(layerRows(analysis(text)).map(({ unknown }) => unknown)).toEqual([
    'the model is not told its input shape',
    'the model is not told its input shape',
  ]);
  expect(layerRows(analysis(text.replace('[', '[Input((4,)), '))).map(({ unknown }) => unknown)).toEqual([
    null,
    null,
    null,
  ]);
  expect(problemsIn(text)).toEqual([]);
});

test('23: the shape behind every layer', () => {
  const text = `${imports}model = Sequential([Input((8, 8, 3)), layers.Conv2D(4, 3), layers.ReLU(), layers.GlobalAveragePooling2D()])\n`;
  expect(layerRows(analysis(text)).map(({ outputs }) => outputs[0])).toEqual([
    [null, 8, 8, 3],
    [null, 6, 6, 4],
    [null, 6, 6, 4],
    [null, 4],
  ]);
});
