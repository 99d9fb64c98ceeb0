/** A misspelt name is mended where it is read, in each language. */
import { expect, test } from 'vitest';
import { analyze, applyEdits, fixesFor, problemsOf } from '../../../src/core';

/** The text after the preferred fix of each unknown name. */
function mended(languageId: string, text: string): string {
  const analysis = analyze({ kind: 'file', languageId, text })!;
  const problems = problemsOf(analysis).filter(({ rule }) => rule === 'unknown-name');
  expect(problems).not.toEqual([]);
  const fixes = problems.flatMap((problem) => fixesFor(analysis, problem).filter(({ preferred }) => preferred));
  return applyEdits(
    text,
    fixes.flatMap(({ edits }) => edits),
  );
}

test('a layer of Keras', () => {
  const text = 'from keras import layers\nlayer = layers.Conv2d(8, 3)\n';
  expect(mended('python', text)).toBe(text.replace('Conv2d', 'Conv2D'));
});

test('a factory and a loss of TensorFlow.js', () => {
  const text = `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({ layers: [tf.layers.conv2D({ filters: 8, kernelSize: 3, inputShape: [8, 8, 1] })] });
model.compile({ optimizer: 'adam', loss: 'categoricalCrossentropi' });
`;
  expect(mended('typescript', text)).toBe(
    text.replace('conv2D', 'conv2d').replace('categoricalCrossentropi', 'categoricalCrossentropy'),
  );
});

test('a layer of a layer spec, which is a problem there too', () => {
  const text = '{ "input": [8, 8, 1], "layers": [{ "layer": "Conv2d", "filters": 8, "kernelSize": 3 }] }';
  expect(mended('json', text)).toBe(text.replace('Conv2d', 'Conv2D'));
  const short = '{ "input": [8, 8, 1], "layers": ["Flaten"] }';
  expect(mended('json', short)).toBe(short.replace('Flaten', 'Flatten'));
});

test('each of several, although nothing is known behind the first', () => {
  const text =
    'from keras import Input, Sequential, layers\nm = Sequential([Input((8, 8, 1)), layers.Conv2d(8, 3), layers.Flaten()])\n';
  expect(mended('python', text)).toBe(text.replace('Conv2d', 'Conv2D').replace('Flaten', 'Flatten'));
});

test('an imported name is left to who wrote it: its uses have it too', () => {
  const text = 'from keras.layers import Dens\nlayer = Dens(3)\n';
  expect(mended('python', text)).toBe(text);
});

test('a class that a model file registers is no misspelt layer', () => {
  const layer = { class_name: 'Gated', config: { name: 'gated', batch_input_shape: [null, 4] } };
  const text = JSON.stringify({ class_name: 'Sequential', config: { name: 'net', layers: [layer] } });
  const analysis = analyze({ kind: 'file', languageId: 'json', text })!;
  expect(problemsOf(analysis).filter(({ rule }) => rule === 'unknown-name')).toEqual([]);
});
